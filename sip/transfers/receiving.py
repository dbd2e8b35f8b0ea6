"""A unit that has been given something is let in: its leaders see it, and name who takes care of it. [security 2]"""

from collections.abc import Iterable
from uuid import UUID

from core import clock
from core.access import Acting
from core.notices import notify
from core.people.queries import live_assignments
from core.roles import UNIT_LEADERS
from sip.cases.models import Participation
from sip.cases.states import Part
from sip.first_line.sending import send_ask
from sip.placements.models import PlacementNotice
from sip.transfers.models import Transfer


def let_in(transfer: Transfer, units: Iterable[UUID], *, by: Acting) -> None:
    """Each unit once; its leaders are told that something is there. The database asks for a consent or a ground.

    What they see follows the basis from moment to moment: the row alone opens nothing.
    """
    there = Participation.objects.filter(case_id=transfer.pk, part=Part.RECEIVER, assignment__isnull=True)
    new = {*units} - {*there.values_list("unit_id", flat=True)} - {transfer.starting_unit_id}
    for unit_id in sorted(new):
        Participation(
            region_id=transfer.region_id,
            case_id=transfer.pk,
            unit_id=unit_id,
            part=Part.RECEIVER,
            added_by_id=by.assignment_id,
        ).save(force_insert=True)
    PlacementNotice.objects.filter(case_id=transfer.pk, receiving_unit_id__in=new, sent_on=None).update(
        sent_on=clock.today()
    )
    send_ask(transfer.pk, by=by)
    leaders = live_assignments(transfer.region_id, clock.today()).filter(unit_id__in=new, role__in=UNIT_LEADERS)
    notify(
        "transfer_received",
        to={*leaders.values_list("pk", flat=True)},
        by=by,
        about_kind="case",
        about_id=transfer.pk,
        case_id=transfer.pk,
    )
