"""What a group must hold and what it holds: tables 3.4 and 3.5 by the same rule. [S-12..S-23]"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.access import Acting
from core.organisations.choices import PrincipalKind, UnitType
from core.organisations.models import AreaDistrict, Principal
from core.people.models import RoleAssignment
from groups.choices import Per, Severity, is_enough
from groups.models import Forum, Membership, SeatRequirement


@dataclass(frozen=True)
class Seat:
    """One requirement as it is counted, with those who fill it.

    `key` names it in addresses, `of` the municipality or kind of unit; `mandate` is what whoever sits there needs.
    """

    key: str
    label: str
    of: str
    minimum: int
    maximum: int | None
    is_must: bool
    mandate: str
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

    def is_short(self, level: str) -> bool:
        """Whether that mandate is less than the seat asks for. [S-23]"""
        return not is_enough(level, self.mandate)


def seats_of(forum: Forum, on: date, members: list[Membership] | None = None) -> list[Seat]:
    """Every seat asked for in the forum on the day with its members; three statements at most.

    `members`: `members_of(forum, on)` when it is at hand.
    """
    requirements = requirements_of(forum, on)
    if not requirements:
        return []
    towns = municipalities_of(forum, on) if any(r.per == Per.EACH_MUNICIPALITY for r in requirements) else []
    return filled(requirements, towns, members_of(forum, on) if members is None else members)


def filled(
    requirements: Sequence[SeatRequirement], municipalities: Sequence[Principal], members: Iterable[Membership]
) -> list[Seat]:
    """The seats with their members.

    A member fills one seat: a seat by role before a seat by kind of unit, then in the requirements' own order.
    A substitute fills no seat of its own.
    """
    left = [one for one in members if not one.is_substitute_for_id]
    found: dict[tuple, list[Membership]] = {}
    for requirement in sorted(requirements, key=lambda r: not r.role):
        for part in parts_of(requirement, municipalities):
            taken = [member for member in left if part.admits(member.assignment)]
            found[(requirement.pk, part.key)] = taken
            left = [member for member in left if member not in taken]
    return [_seat(r, part, found[(r.pk, part.key)]) for r in requirements for part in parts_of(r, municipalities)]


def composition_gaps(forum: Forum, on: date) -> list[Seat]:
    """The seats that lack somebody or hold too many on the day. [S-19, X-20]"""
    return [seat for seat in seats_of(forum, on) if seat.has_gap]


def members_of(forum: Forum, on: date) -> list[Membership]:
    """All who sit in the forum on the day under an assignment in force, substitutes included; one statement."""
    live = RoleAssignment.objects.live(on).values("pk")
    found = Membership.objects.on(on).filter(forum=forum, assignment__in=live).with_people()
    return list(found.order_by("assignment__person__family_name", "assignment__person__given_name", "id"))


def seated_in(forum: Forum, on: date) -> list[Membership]:
    """Those of them who hold a seat; a substitute is called by the one who cannot come, and is asked nothing."""
    return [one for one in members_of(forum, on) if one.is_substitute_for_id is None]


def own_seats(acting: Acting, on: date) -> QuerySet[Membership]:
    """The seats that the acting one holds that day, not as a substitute."""
    held = Membership.objects.on(on).filter(assignment_id=acting.assignment_id)
    return held.filter(is_substitute_for__isnull=True)


def requirements_of(forum: Forum, on: date) -> list[SeatRequirement]:
    """What is asked of the forum that day."""
    return asked_of(forum, SeatRequirement.objects.on(on).filter(region_id=forum.region_id, forum_kind=forum.kind))


def asked_of(forum: Forum, rows: Iterable[SeatRequirement]) -> list[SeatRequirement]:
    """Of the region's rows: the area's own where it has any, else the region's. [domain 3.9, starred]"""
    rows = [row for row in rows if row.forum_kind == forum.kind]
    own = [row for row in rows if forum.area_id and row.area_id == forum.area_id]
    return own or [row for row in rows if row.area_id is None]


@dataclass(frozen=True)
class Part:
    """A requirement, or its share for one municipality or one kind of unit."""

    requirement: SeatRequirement
    municipality: Principal | None = None
    unit_type: str = ""

    @property
    def key(self) -> str:
        return ".".join(filter(None, [str(self.requirement.pk), self.of]))

    @property
    def of(self) -> str:
        return str(self.municipality.pk) if self.municipality else self.unit_type

    @property
    def name(self) -> str:
        if self.municipality:
            return self.municipality.short_name
        return str(UnitType(self.unit_type).label) if self.unit_type else ""

    @property
    def unit_types(self) -> list[str]:
        return [self.unit_type] if self.unit_type else self.requirement.unit_types

    def admits(self, assignment: RoleAssignment) -> bool:
        if self.requirement.role:
            return assignment.role == self.requirement.role
        unit = assignment.unit
        if unit is None or unit.unit_type not in self.unit_types:
            return False
        return self.municipality is None or self.municipality.pk in (unit.principal_id, unit.second_principal_id)


def parts_of(requirement: SeatRequirement, municipalities: Iterable[Principal]) -> list[Part]:
    if requirement.per == Per.EACH_MUNICIPALITY:
        return [Part(requirement, municipality=one) for one in municipalities]
    if requirement.per == Per.EACH_UNIT_TYPE:
        return [Part(requirement, unit_type=one) for one in requirement.unit_types]
    return [Part(requirement)]


def _seat(requirement: SeatRequirement, part: Part, members: list[Membership]) -> Seat:
    return Seat(
        key=part.key,
        label=requirement.label,
        of=part.name,
        minimum=requirement.minimum,
        maximum=requirement.maximum,
        is_must=requirement.severity == Severity.BREACH,
        mandate=requirement.mandate,
        members=tuple(members),
    )


def municipalities_of(forum: Forum, on: date) -> list[Principal]:
    """The municipalities whose districts lie in the forum's area that day. [004:L611-619]"""
    if forum.area_id is None:
        return []
    return towns_in(AreaDistrict.objects.on(on).filter(area_id=forum.area_id).select_related("district__principal"))


def towns_in(rows: Iterable[Any]) -> list[Principal]:
    """Of districts' rows the municipalities, each once, by name."""
    found = {row.district.principal_id: row.district.principal for row in rows}
    towns = [one for one in found.values() if one.kind == PrincipalKind.MUNICIPALITY]
    return sorted(towns, key=lambda one: (one.name, one.pk))
