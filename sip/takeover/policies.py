"""Who hands over whose work, and to whom: the unit's leader, within the unit. [security 2 row 3, 3]"""

from core import clock
from core.access import Acting
from core.people.models import RoleAssignment
from core.people.queries import holders
from core.people.querysets import RoleAssignmentQuerySet
from core.roles import CASE_ROLES, UNIT_LEADERS


def leads_unit(acting: Acting) -> bool:
    return acting.role in UNIT_LEADERS and acting.unit_id is not None


def unit_assignments(acting: Acting) -> RoleAssignmentQuerySet:
    """All who work or have worked in the unit that one leads."""
    if not leads_unit(acting):
        return RoleAssignment.objects.none()
    return RoleAssignment.objects.filter(region_id=acting.region_id, unit_id=acting.unit_id)


def can_hand_over(acting: Acting, giver: RoleAssignment) -> bool:
    return unit_assignments(acting).filter(pk=giver.pk).exists()


def possible_receivers(acting: Acting, giver: RoleAssignment) -> RoleAssignmentQuerySet:
    """Colleagues in force of the same unit who work with cases."""
    if not leads_unit(acting):
        return RoleAssignment.objects.none()
    return holders(CASE_ROLES, region_id=giver.region_id, on=clock.today(), unit_id=acting.unit_id).exclude(pk=giver.pk)
