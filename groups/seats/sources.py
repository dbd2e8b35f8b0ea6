"""All rows that say who sits where in some groups, with what was before; asked in one statement."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from core.organisations.models import AreaDistrict, AreaService, Principal, Unit
from groups.composition import Part, Seat, asked_of, filled, parts_of, towns_in
from groups.models import Forum, Membership, SeatRequirement
from groups.querysets import ForumQuerySet

ONE_DAY = timedelta(days=1)


class Sources:
    """`asks()` is what to ask; then every answer is plain counting in rows."""

    def __init__(self, forums: ForumQuerySet, region_id: UUID, on: date) -> None:
        self.on = on
        self.forums: QuerySet[Forum] = forums.select_related("area")
        areas = forums.values("area")
        self.said = SeatRequirement.objects.filter(region_id=region_id, valid_from__lte=on)
        terms = Membership.objects.filter(forum__in=forums.values("pk"), valid_from__lte=on).with_people()
        self.terms = terms.order_by("assignment__person__family_name", "assignment__person__given_name", "id")
        self.districts = AreaDistrict.objects.on(on).filter(area__in=areas).select_related("district__principal")
        self.served = AreaService.objects.on(on).filter(area__in=areas).select_related("unit__principal")
        local = Unit.objects.on(on).filter(district__in=self.districts.values("district"))
        self.local = local.select_related("principal")

    def asks(self) -> tuple[QuerySet, ...]:
        return (self.forums, self.said, self.terms, self.districts, self.served, self.local)

    def requirements(self, forum: Forum) -> list[SeatRequirement]:
        now = [row for row in self.said if row.is_in_force(self.on)]
        return sorted(asked_of(forum, now), key=lambda row: (row.order, row.label))

    def asked_since(self, row: SeatRequirement) -> date:
        """From which day the seat has been asked for without a break, at least as many as now.

        An area's own row goes on from the region's: the seat is the same one.
        """
        first = row.valid_from
        for one in sorted((one for one in self.said if _is_of(one, row)), key=_first, reverse=True):
            reaches = one.valid_to is None or one.valid_to >= first - ONE_DAY
            if one.valid_from < first and reaches and one.minimum >= row.minimum:
                first = one.valid_from
        return first

    def towns(self, forum: Forum) -> list[Principal]:
        return towns_in(row for row in self.districts if row.area_id == forum.area_id)

    def history(self, forum: Forum) -> list[Membership]:
        """Every term that has begun, substitutes' too."""
        return [one for one in self.terms if one.forum_id == forum.pk]

    def members(self, forum: Forum) -> list[Membership]:
        return sitting(self.history(forum), self.on)

    def seats(self, forum: Forum) -> list[Seat]:
        return filled(self.requirements(forum), self.towns(forum), self.members(forum))

    def parts(self, forum: Forum) -> dict[str, Part]:
        towns = self.towns(forum)
        return {part.key: part for row in self.requirements(forum) for part in parts_of(row, towns)}

    def fillers(self, forum: Forum, part: Part) -> list[str]:
        """Whose turn it is to name somebody: the municipality, or the principals of such units in the area."""
        if part.municipality:
            return [part.municipality.short_name]
        return sorted({name for kind in part.unit_types for name in self._principals[(forum.area_id, kind)]})

    @property
    def _principals(self) -> dict[tuple, set[str]]:
        if not hasattr(self, "_kept"):
            self._kept: dict[tuple, set[str]] = defaultdict(set)
            area_of: dict = {row.district_id: row.area_id for row in self.districts}
            placed = [(area_of[unit.district_id], unit) for unit in self.local]
            for area, unit in [*placed, *((row.area_id, row.unit) for row in self.served)]:
                self._kept[(area, unit.unit_type)].add(unit.principal.short_name)
        return self._kept


def _is_of(one: SeatRequirement, row: SeatRequirement) -> bool:
    """Whether it asks for the same seat, for the same area or for the whole region."""
    return (one.forum_kind, one.label) == (row.forum_kind, row.label) and one.area_id in (row.area_id, None)


def _first(row: SeatRequirement) -> date:
    return row.valid_from


def sitting(terms: Iterable[Membership], day: date) -> list[Membership]:
    """Those in force that day under an assignment in force."""
    return [one for one in terms if one.is_in_force(day) and first_day(one) <= day and not _is_over(one, day)]


def first_day(term: Membership) -> date:
    return max(term.valid_from, term.assignment.valid_from)


def last_day(term: Membership) -> date | None:
    """The earlier of the term's and the assignment's last day."""
    days = [one for one in (term.valid_to, term.assignment.valid_to) if one]
    return min(days) if days else None


def _is_over(term: Membership, day: date) -> bool:
    last = last_day(term)
    return last is not None and last < day
