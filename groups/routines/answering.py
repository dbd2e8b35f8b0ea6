"""Who answers for a routine. [W-01, AG-13]"""

from uuid import UUID

from django.utils.translation import gettext as _

from core import clock
from core.people.models import RoleAssignment
from core.roles import Role
from groups.composition import members_of
from groups.queries import leaders_of
from groups.routines.models import Routine


def answering(routine: Routine) -> set[UUID]:
    """The person named as long as the assignment is in force, else those of the forum in the role, else who leads."""
    return _who(routine)[0]


def said_of(routine: Routine) -> str:
    """Who that is, in words."""
    return _who(routine)[1]


def _who(routine: Routine) -> tuple[set[UUID], str]:
    today = clock.today()
    if routine.responsible_id:
        person = RoleAssignment.objects.live(today).with_names().filter(pk=routine.responsible_id).first()
        if person:
            return {person.pk}, str(person.person)
    if routine.responsible_role:
        sitting = members_of(routine.forum, today)
        if holders := {one.assignment_id for one in sitting if one.assignment.role == routine.responsible_role}:
            return holders, str(Role(routine.responsible_role).label)
    return set(leaders_of(routine.forum, today).values_list("pk", flat=True)), _("Den som leder gruppen")
