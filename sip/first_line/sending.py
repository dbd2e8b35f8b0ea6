"""The family has consented, so the first line learns what is asked of it: its clock starts. Taken back, it stops."""

from contextlib import suppress
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import clock, obligations
from core.access import Acting
from core.errors import WrongState
from core.obligations import Clock
from core.obligations.states import ChangeReason
from core.roles import Role
from sip.first_line.models import FirstLineAsk
from sip.first_line.states import AskStatus

ANSWERED = Clock(
    "DL-26C",
    starts=lambda ask: ask.sent_on,
    owner=Role.UNIT_MANAGER,
    title=_("Svara på en begäran om SIP"),
    button=_("Läs och svara"),
)  # [004:L1003-1009]


def send_ask(case_id: UUID, *, by: Acting) -> None:
    """Nothing where nothing is asked, or it is sent already."""
    ask = FirstLineAsk.objects.select_related("case").filter(case_id=case_id, sent_on=None).first()
    if ask is None:
        return
    ask.sent_on = clock.today()
    ask.save(update_fields=["sent_on"])
    case = ask.case
    obligations.start(
        ANSWERED.code,
        subject=case,
        subject_code=case.code,
        by=by,
        started_on=ask.sent_on,
        region_id=ask.region_id,
        case_id=case_id,
        area_id=case.area_id,
        district_id=case.district_id,
        unit_id=ask.receiving_unit_id,
        owner_role=ANSWERED.owner,
        url_name="sip:transfer_detail",
    )


def stop_ask(case_id: UUID, *, by: Acting) -> None:
    """What has not been answered need not be."""
    ask = FirstLineAsk.objects.select_related("case").filter(case_id=case_id, status=AskStatus.ASKED).first()
    if ask is not None:
        with suppress(WrongState):
            obligations.waive(ask.case, ANSWERED.code, reason=ChangeReason.NOT_NEEDED, by=by)
