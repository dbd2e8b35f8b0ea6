"""Who answers for lasting habilitation hanging together: asked for, called and given as the region says. [F92, A-25]"""

from collections.abc import Iterable

from core import clock
from core.people.models import RoleAssignment
from core.regions.profile import profile_of
from core.regions.shapes import Coordinator
from core.ui.said import said
from sip.disclosures.choices import Side
from sip.disclosures.grounds import side_of
from sip.plans.choices import PlanPart
from sip.plans.models import PlanRole, SipPlan

APPOINTED_IN = (Side.HEALTH, Side.SOCIAL)  # [000:L470-477]


def coordinator_of(plan: SipPlan) -> Coordinator | None:
    """What the region says of the coordinator; None where it asks for none."""
    return profile_of(plan.region_id, clock.today()).habilitation_coordinator


def may_coordinate(asked: Coordinator | None, person: RoleAssignment) -> bool:
    """Somebody in health care or social services, whose role the region names. The unit has been read with it."""
    if asked is None or person.unit is None:
        return False
    return person.role in asked.roles and side_of(person.unit.unit_type) in APPOINTED_IN


def lacks_coordinator(plan: SipPlan, roles: Iterable[PlanRole]) -> str:
    """What the region calls the one who is missing; empty where nobody is asked for or somebody has the part."""
    asked = coordinator_of(plan) if plan.is_open else None
    if asked is None or any(role.part == PlanPart.HABILITATION and role.valid_to is None for role in roles):
        return ""
    return said(asked.label)
