"""What happens when information is passed on: started, received, ended. [P-13, CS-19, CS-20]"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from core.access import Asks
from sip.cases.models import Participation
from sip.cases.states import Part
from sip.story.events import Event, Lane, by_case, happened, ids_of, said_of
from sip.transfers.models import Transfer
from sip.transfers.states import TransferStatus


def transfers(ones: Sequence[Transfer]) -> Iterator[Asks | list[Event]]:
    """Its own course, and each unit that was let in with whom it named; what was given stands among the pieces."""
    began = Transfer.objects.filter(pk__in=ids_of(ones)).select_related("started_by__person", "starting_unit")
    received = Participation.objects.filter(case_id__in=ids_of(ones), part=Part.RECEIVER)
    received = received.select_related("unit", "assignment__person").order_by("created_at")
    yield Asks(began, received)
    first = by_case(began, "pk")
    found = [event for one in ones for event in said_of(one.pk, _course(one, next(iter(first[one.pk]), one)))]
    for row in received:
        found += said_of(row.case_id, _let_in(row))
    yield found


def _course(one: Transfer, first: Transfer) -> list[Event]:
    by, unit = first.started_by, first.starting_unit
    return [
        *happened(one.need_noticed_on, Lane.CASE, _("Behovet uppmärksammades"), unit=unit),
        *happened(one.case.created_at, Lane.CASE, _("Uppgifterna skrevs"), by=by, unit=unit),
        *happened(one.ended_on, Lane.CASE, _ended(one), closes=True, act=(_ending(one), one.pk, None)),
    ]


def _let_in(row: Participation) -> list[Event]:
    text = (
        _("Utsågs att ta hand om uppgifterna")
        if row.assignment
        else _("Enhetens chefer fick veta att uppgifterna finns")
    )
    return happened(row.valid_from, Lane.PEOPLE, text, by=row.assignment, unit=row.unit)


def _ended(one: Transfer) -> str:
    if one.status == TransferStatus.STOPPED:
        return _("Lämnandet stoppades, samtycket återkallades")
    return _("Lämnandet avslutades")


def _ending(one: Transfer) -> str:
    return "transfer.stopped" if one.status == TransferStatus.STOPPED else "transfer.closed"
