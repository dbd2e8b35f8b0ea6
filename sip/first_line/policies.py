"""Who asks the first line and who answers. [P-33, 004:L1003-1009]"""

from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from core.access import Acting
from core.organisations.choices import SCHOOLS
from core.organisations.models import Unit
from core.people.queries import live_assignments
from core.roles import CASE_ROLES, UNIT_LEADERS
from sip.cases.places import profile_for, units_near
from sip.children.models import Child
from sip.children.policies import can_begin_with_child
from sip.first_line.models import FirstLineAsk
from sip.first_line.states import AskStatus
from sip.plans.policies import goes_through, may_begin, startable_units


def can_ask(acting: Acting, child: Child) -> bool:
    """Who: those who meet the child. When: the unit does not begin a SIP itself."""
    return can_begin_with_child(acting, child) and not may_begin(acting, profile_for(child))


def first_line(acting: Acting, child: Child) -> QuerySet[Unit]:
    """The units near the child that are asked; `is_staffed`: somebody leads it in the portal.

    A school that may not begin one asks any unit that may.
    """
    today, kinds = clock.today(), goes_through(acting, profile_for(child))
    units = startable_units(acting).exclude(pk=acting.unit_id)
    if kinds or acting.unit_type not in SCHOOLS:
        units = units.filter(unit_type__in=kinds)
    leaders = live_assignments(acting.region_id, today).filter(unit_id=OuterRef("pk"), role__in=UNIT_LEADERS)
    near = units.filter(pk__in=units_near(child, today))
    return near.annotate(is_staffed=Exists(leaders)).order_by("unit_type", "name")


def can_answer(acting: Acting, ask: FirstLineAsk) -> bool:
    """Whoever of the asked unit reads it: its leaders, and those whom they name. Row security holds who."""
    return (
        acting.role in CASE_ROLES
        and ask.receiving_unit_id == acting.unit_id
        and ask.status == AskStatus.ASKED
        and ask.sent_on is not None
    )
