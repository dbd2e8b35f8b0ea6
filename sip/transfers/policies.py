"""Who may see a transfer and act in it. Row security holds who sees; here stand roles and states. [security 2]"""

from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from core.access import Acting, within
from core.people.models import RoleAssignment
from core.people.queries import holders
from core.roles import UNIT_LEADERS, Role
from sip.cases.models import Participation
from sip.cases.policies import known, takes_part
from sip.cases.policies import with_relations as with_parts
from sip.cases.states import Part
from sip.children.models import Child
from sip.children.policies import can_begin_with_child
from sip.transfers import states
from sip.transfers.models import Transfer


def visible_transfers(acting: Acting) -> QuerySet[Transfer]:
    """Those that the own unit started and one takes part in, and those that give the own unit anything now."""
    return Transfer.objects.filter(within("case_id", "visible_case_ids"), region_id=acting.region_id)


def with_relations(acting: Acting, transfers: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """With what the acting assignment is to each, for the page that is being answered; a service asks anew."""
    own = Participation.objects.filter(part=Part.RECEIVER, assignment_id=acting.assignment_id).live(clock.now())
    return with_parts(acting, transfers).annotate(
        starts=within("case_id", "started_case_ids"), has_received=Exists(own.filter(case_id=OuterRef("pk")))
    )


def can_start_transfer(acting: Acting, child: Child) -> bool:
    """Who: those who meet children in their work, of a child they work with. [P-13]"""
    return can_begin_with_child(acting, child)


def has_started(acting: Acting, transfer: Transfer) -> bool:
    """Sees it as the unit that started it, whatever the consents say."""
    found = known(acting, transfer, "starts")
    if found is not None:
        return found
    return Transfer.objects.filter(within("case_id", "started_case_ids"), pk=transfer.pk).exists()


def can_close_transfer(acting: Acting, transfer: Transfer) -> bool:
    """Who takes part for the unit that started it, while it goes on."""
    return states.CLOSE.allowed_from(transfer.status) and takes_part(acting, transfer)


def receivers(transfer: Transfer) -> QuerySet[Participation]:
    """The units that something is open to, and who of them takes care of it."""
    found = Participation.objects.filter(case_id=transfer.pk, part=Part.RECEIVER).live(clock.now())
    return found.select_related("unit", "assignment__person").order_by("unit__name", "created_at")


def can_name_receiver(acting: Acting, transfer: Transfer) -> bool:
    """Who leads a unit that something is open to now."""
    if not transfer.is_open or acting.role not in UNIT_LEADERS or acting.unit_id is None:
        return False
    given = receivers(transfer).filter(unit_id=acting.unit_id, assignment__isnull=True)
    return given.exists() and visible_transfers(acting).filter(pk=transfer.pk).exists()


def possible_receivers(acting: Acting, transfer: Transfer) -> QuerySet[RoleAssignment]:
    """Colleagues in force of the own unit who work with cases and have not been named."""
    named = receivers(transfer).filter(assignment__isnull=False).values("assignment_id")
    workers = holders(Role.CASEWORKER, region_id=acting.region_id, on=clock.today())
    return workers.filter(unit_id=acting.unit_id).exclude(pk__in=named)
