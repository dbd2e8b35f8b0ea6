"""Who answers for a routine, and who is told what happens to it. [W-01, AG-13]"""

from collections.abc import Iterable
from uuid import UUID

from core import clock
from core.access import Acting
from core.notices import notify
from core.people.models import RoleAssignment
from groups.composition import members_of
from groups.queries import leaders_of
from groups.routines.models import Routine, RoutineVersion


def answering(routine: Routine) -> set[UUID]:
    """The person named as long as the assignment is in force, else those of the forum in the role, else who leads."""
    today = clock.today()
    if routine.responsible_id and RoleAssignment.objects.live(today).filter(pk=routine.responsible_id).exists():
        return {routine.responsible_id}
    if routine.responsible_role:
        sitting = members_of(routine.forum, today)
        if holders := {one.assignment_id for one in sitting if one.assignment.role == routine.responsible_role}:
            return holders
    return set(leaders_of(routine.forum, today).values_list("pk", flat=True))


def tell(kind: str, version: RoutineVersion, people: Iterable[UUID], by: Acting) -> None:
    """Everybody but the one who acts."""
    others = sorted({one for one in people if one != by.assignment_id}, key=str)
    notify(kind, to=others, by=by, about_kind="groups.routineversion", about_id=version.pk)
