"""Who asks for help, who answers. [A-17, F104]"""

from uuid import UUID

from django.db.models import QuerySet

from core import clock
from core.access import Acting
from core.organisations.models import Area, Unit
from core.organisations.queries import area_of_district, areas_served
from core.people.models import RoleAssignment
from core.people.queries import holders
from core.roles import CASE_ROLES, Role
from sip.plans.models import SipPlan
from sip.plans.policies import visible_plans
from sip.plans.states import OPEN as OPEN_PLAN
from sip.pool import states
from sip.pool.models import PoolAsk


def is_coordinator(acting: Acting) -> bool:
    return acting.is_user and acting.role == Role.SIP_COORDINATOR and acting.area_id is not None


def can_ask(acting: Acting) -> bool:
    """Whoever meets children from within a unit."""
    return acting.is_user and acting.role in CASE_ROLES and acting.unit_id is not None


def visible_asks(acting: Acting) -> QuerySet[PoolAsk]:
    """The own unit's, to those of it who meet children; a coordinator's are the area's. Row security holds the rule."""
    rows = PoolAsk.objects.filter(region_id=acting.region_id)
    if is_coordinator(acting):
        return rows.filter(area_id=acting.area_id)
    return rows.filter(unit_id=acting.unit_id) if can_ask(acting) else rows.none()


def own_plans(acting: Acting) -> QuerySet[SipPlan]:
    """Plans that help may be asked for: those one sees and that go on."""
    return visible_plans(acting).filter(status__in=OPEN_PLAN).select_related("case").order_by("case__code")


def areas_of(acting: Acting) -> list[Area]:
    """Where the unit belongs: those it serves, and that of its district."""
    today = clock.today()
    found = {area.pk: area for area in areas_served(acting.unit_id, today)}
    district = Unit.objects.filter(pk=acting.unit_id).values_list("district_id", flat=True).first()
    if district and (home := area_of_district(district, today)):
        found[home.pk] = home
    return sorted(found.values(), key=lambda area: area.name)


def pool_of(region_id: UUID, area_id: UUID) -> QuerySet[RoleAssignment]:
    return holders(Role.SIP_COORDINATOR, region_id=region_id, on=clock.today(), area_id=area_id)


def can_answer(acting: Acting, ask: PoolAsk) -> bool:
    return is_coordinator(acting) and ask.area_id == acting.area_id


def can_assign(acting: Acting, ask: PoolAsk) -> bool:
    return states.ASSIGN.allowed_from(ask.status) and can_answer(acting, ask)


def can_decline(acting: Acting, ask: PoolAsk) -> bool:
    return states.DECLINE.allowed_from(ask.status) and can_answer(acting, ask)


def can_withdraw(acting: Acting, ask: PoolAsk) -> bool:
    """Anybody of the unit that asked: it is the unit's need."""
    return states.WITHDRAW.allowed_from(ask.status) and can_ask(acting) and ask.unit_id == acting.unit_id
