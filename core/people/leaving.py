"""What stands with nobody when somebody leaves a role: said before it ends; nothing is owned by one alone. [F10]

What is owed goes over to others with the role by itself, and open work of a unit is handed over by its leader; so what
is told here is where there are no others. Numbers and places alone, nothing of a child.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from core.access import Acting
from core.people import policies
from core.people.models import RoleAssignment
from core.roles import CASE_ROLES, UNIT_LEADERS

Ending = tuple[RoleAssignment, date]  # with its last day


@dataclass(frozen=True)
class Left:
    """One thing that stays behind, in a sentence; `url` where it is handed on."""

    text: str
    url: str = ""

    def __str__(self) -> str:
        return self.text


Told = Iterable[tuple[UUID, str | Left]]
# Each says of any of the endings, by the assignment's id, what it leaves. Apps append.
left: list[Callable[[Sequence[Ending], Acting], Told]] = []


def left_by(endings: Sequence[Ending], by: Acting) -> dict[UUID, list[Left]]:
    """Lines by assignment; how much is read does not depend on how many there are."""
    found: dict[UUID, list[Left]] = {assignment.pk: [] for assignment, _last in endings}
    for tell in left if endings else ():
        for pk, said in tell(endings, by):
            found[pk].append(said if isinstance(said, Left) else Left(said))
    return found


def without_others(endings: Sequence[Ending], by: Acting) -> Iterator[tuple[UUID, str]]:
    """Where nobody else holds the role, or leads the unit whose open work is to be handed over."""
    lasts = {assignment.pk: last for assignment, last in endings}
    units = {assignment.unit_id for assignment, _last in endings if assignment.unit_id}
    roles = {assignment.role for assignment, _last in endings}
    alike = Q(role__in=roles) | Q(role__in=UNIT_LEADERS, unit__in=units)
    first = min(lasts.values()) + timedelta(days=1)
    others = list(policies.visible_assignments(by).not_ended(first).filter(alike))
    for assignment, last in endings:
        after = [one for one in others if one.person_id != assignment.person_id and _goes_on(one, last, lasts)]
        if not any(_is_same_place(one, assignment) for one in after):
            words = {"role": assignment.get_role_display(), "where": assignment.scope or _("hela regionen")}
            yield assignment.pk, _("Ingen har rollen %(role)s efter det (%(where)s). Föreslå någon.") % words
        if assignment.unit_id and assignment.role in CASE_ROLES:
            leads = any(one.unit_id == assignment.unit_id and one.role in UNIT_LEADERS for one in after)
            yield assignment.pk, _handed_over(leads=leads)


def _handed_over(*, leads: bool) -> str:
    if leads:
        return _("Det som är öppet lämnar verksamhetens chef över, på sin sida Utan ansvarig.")
    return _("Verksamheten har sedan ingen chef som kan lämna över det som är öppet. Föreslå en först.")


def _goes_on(one: RoleAssignment, last: date, lasts: dict[UUID, date]) -> bool:
    """In force the day after, unless it is about to end too."""
    day = last + timedelta(days=1)
    ends = min(filter(None, (one.valid_to, lasts.get(one.pk))), default=None)
    return one.valid_from <= day and (ends is None or ends >= day)


def _is_same_place(one: RoleAssignment, other: RoleAssignment) -> bool:
    places = ("unit_id", "area_id", "district_id", "principal_id")
    return one.role == other.role and all(getattr(one, name) == getattr(other, name) for name in places)


left.append(without_others)
