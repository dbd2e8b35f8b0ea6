"""What happens when information is passed on: started, received, ended. [P-13, CS-19, CS-20]"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.access import Asks
from sip.cases.models import Participation
from sip.cases.states import Part
from sip.story.events import Event, Lane, happened
from sip.transfers.models import Transfer
from sip.transfers.states import TransferStatus


def transfer(one: Transfer) -> Iterator[Asks | list[Event]]:
    """Its own course, and each unit that was let in with whom it named; what was given stands among the pieces."""
    began = Transfer.objects.filter(pk=one.pk).select_related("started_by__person", "starting_unit")
    received = Participation.objects.filter(case_id=one.pk, part=Part.RECEIVER)
    received = received.select_related("unit", "assignment__person").order_by("created_at")
    yield Asks(began, received)
    first = next(iter(began), one)
    found = [
        *happened(one.need_noticed_on, Lane.CASE, _("Behovet uppmärksammades"), unit=first.starting_unit),
        *happened(
            one.case.created_at, Lane.CASE, _("Uppgifterna skrevs"), by=first.started_by, unit=first.starting_unit
        ),
        *happened(one.ended_on, Lane.CASE, _ended(one), closes=True),
    ]
    for row in received:
        text = (
            _("Utsågs att ta hand om uppgifterna")
            if row.assignment
            else _("Enhetens chefer fick veta att uppgifterna finns")
        )
        found += happened(row.valid_from, Lane.PEOPLE, text, by=row.assignment, unit=row.unit)
    yield found


def _ended(one: Transfer) -> str:
    if one.status == TransferStatus.STOPPED:
        return _("Lämnandet stoppades, samtycket återkallades")
    return _("Lämnandet avslutades")
