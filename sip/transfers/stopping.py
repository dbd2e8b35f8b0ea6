"""The whole consent is taken back: the transfer it carried ends in the same transaction. [CS-20]"""

from core import audit, clock
from core.access import Acting
from sip.first_line.sending import stop_ask
from sip.transfers import states
from sip.transfers.models import Transfer


def stop_transfer(transfer: Transfer, *, by: Acting) -> None:
    """Nothing more is given; what was given on the consent is read by nobody else from now, and stays listed.

    The transfer is locked by the caller, before the consent goes and with it the receiver's sight of it.
    """
    if not states.STOP.allowed_from(transfer.status):
        return
    transfer.status, transfer.ended_on = states.STOP.target, clock.today()
    transfer.save(update_fields=["status", "ended_on"])
    stop_ask(transfer.pk, by=by)
    audit.record("transfer.stopped", transfer, by=by, case_id=transfer.pk, reason="consent_withdrawn")
