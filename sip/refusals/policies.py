"""Who notes a unit's no, who reads it with the plan, and who sees the pattern alone. [security 2 rows 10, 13]"""

from django.db.models import QuerySet

from core.access import Acting
from core.organisations.models import Unit
from core.roles import Role
from sip.plans import policies as plans
from sip.plans.models import SipPlan

# As the database has them, in access.sip_refusals.
FIGURE_READERS = frozenset(
    {
        Role.SECRETARIAT_OFFICER,
        Role.SUPPORT_UNIT_OFFICER,
        Role.REGIONAL_MEMBER,
        Role.MANAGERS_FORUM_MEMBER,
        Role.GROUP_CHAIR,
        Role.STEERING_MEMBER,
        Role.GROUP_COORDINATOR,
        Role.POLITICAL_MEMBER,
    }
)


def can_note_refusal(acting: Acting, plan: SipPlan) -> bool:
    """Who leads the plan, while it is open; before a consent that is whoever started it."""
    return plan.is_open and plans.is_leading(acting, plan)


def refusing_units(acting: Acting, plan: SipPlan) -> QuerySet[Unit]:
    """Units that may ever take part in a child's plan, but the own."""
    return plans.joinable_units(plan).exclude(pk=acting.unit_id)


def sees_pattern(acting: Acting) -> bool:
    return acting.role in FIGURE_READERS
