"""What a group must hold and what it holds: tables 3.4 and 3.5 by the same rule. [S-12..S-19]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.organisations.choices import PrincipalKind, UnitType
from core.organisations.models import AreaDistrict, Principal
from core.people.models import RoleAssignment
from groups.choices import Per, Severity
from groups.models import Forum, Membership, SeatRequirement


@dataclass(frozen=True)
class Seat:
    """One requirement as it is counted, with those who fill it. `of` names the municipality or kind of unit."""

    label: str
    of: str
    minimum: int
    maximum: int | None
    is_must: bool
    members: tuple[Membership, ...]

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def missing(self) -> int:
        return max(0, self.minimum - self.count)

    @property
    def excess(self) -> int:
        return 0 if self.maximum is None else max(0, self.count - self.maximum)

    @property
    def has_gap(self) -> bool:
        return bool(self.missing or self.excess)


def seats_of(forum: Forum, on: date, members: list[Membership] | None = None) -> list[Seat]:
    """Every seat asked for in the forum on the day with its members; three statements at most.

    A member fills one seat: a seat by role before a seat by kind of unit, then in the requirements' own order.
    A substitute fills no seat of its own. `members`: `members_of(forum, on)` when it is at hand.
    """
    requirements = requirements_of(forum, on)
    if not requirements:
        return []
    left = [one for one in (members_of(forum, on) if members is None else members) if not one.is_substitute_for_id]
    municipalities = _municipalities(forum, on) if any(r.per == Per.EACH_MUNICIPALITY for r in requirements) else []
    filled: dict[tuple, list[Membership]] = {}
    for requirement in sorted(requirements, key=lambda r: not r.role):
        for part in _parts(requirement, municipalities):
            taken = [member for member in left if part.admits(member)]
            filled[(requirement.pk, part.key)] = taken
            left = [member for member in left if member not in taken]
    return [_seat(r, part, filled[(r.pk, part.key)]) for r in requirements for part in _parts(r, municipalities)]


def composition_gaps(forum: Forum, on: date) -> list[Seat]:
    """The seats that lack somebody or hold too many on the day. [S-19, X-20]"""
    return [seat for seat in seats_of(forum, on) if seat.has_gap]


def members_of(forum: Forum, on: date) -> list[Membership]:
    """All who sit in the forum on the day under an assignment in force, substitutes included; one statement."""
    live = RoleAssignment.objects.live(on).values("pk")
    found = Membership.objects.on(on).filter(forum=forum, assignment__in=live).with_people()
    return list(found.order_by("assignment__person__family_name", "assignment__person__given_name", "id"))


def requirements_of(forum: Forum, on: date) -> list[SeatRequirement]:
    """The area's own requirements where it has any, else the region's. [domain 3.9, starred]"""
    rows = list(SeatRequirement.objects.on(on).filter(region_id=forum.region_id, forum_kind=forum.kind))
    own = [row for row in rows if forum.area_id and row.area_id == forum.area_id]
    return own or [row for row in rows if row.area_id is None]


@dataclass(frozen=True)
class _Part:
    """A requirement, or its share for one municipality or one kind of unit."""

    requirement: SeatRequirement
    municipality: Principal | None = None
    unit_type: str = ""

    @property
    def key(self):
        return self.municipality.pk if self.municipality else self.unit_type

    @property
    def name(self) -> str:
        if self.municipality:
            return self.municipality.short_name
        return str(UnitType(self.unit_type).label) if self.unit_type else ""

    def admits(self, member: Membership) -> bool:
        assignment, asked = member.assignment, self.requirement
        if asked.role:
            return assignment.role == asked.role
        unit = assignment.unit
        if unit is None or unit.unit_type not in ([self.unit_type] if self.unit_type else asked.unit_types):
            return False
        return self.municipality is None or self.municipality.pk in (unit.principal_id, unit.second_principal_id)


def _parts(requirement: SeatRequirement, municipalities: Iterable[Principal]) -> list[_Part]:
    if requirement.per == Per.EACH_MUNICIPALITY:
        return [_Part(requirement, municipality=one) for one in municipalities]
    if requirement.per == Per.EACH_UNIT_TYPE:
        return [_Part(requirement, unit_type=one) for one in requirement.unit_types]
    return [_Part(requirement)]


def _seat(requirement: SeatRequirement, part: _Part, members: list[Membership]) -> Seat:
    return Seat(
        label=requirement.label,
        of=part.name,
        minimum=requirement.minimum,
        maximum=requirement.maximum,
        is_must=requirement.severity == Severity.BREACH,
        members=tuple(members),
    )


def _municipalities(forum: Forum, on: date) -> list[Principal]:
    """The municipalities whose districts lie in the forum's area that day. [004:L611-619]"""
    if forum.area_id is None:
        return []
    rows = AreaDistrict.objects.on(on).filter(area_id=forum.area_id)
    found = Principal.objects.filter(kind=PrincipalKind.MUNICIPALITY, pk__in=rows.values("district__principal"))
    return list(found.order_by("name", "id"))
