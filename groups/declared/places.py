"""Which bodies there are, where, in which days: worked out from the profile and its areas, without writing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.organisations.models import Area, AreaDistrict
from core.regions import cache
from core.regions.profile import Profile, profile_of
from core.regions.shapes import ForumShape
from groups.choices import ForumKind

NEXT = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Where a body stands: in the region, an area, or a district of an area."""

    kind: str
    area_id: UUID | None = None
    district_id: UUID | None = None


@dataclass(frozen=True)
class Period:
    """Days a body is in force, both included, and what it is called at their end."""

    first: date
    last: date | None
    shape: ForumShape
    name: str
    label: str


def wanted(region_id: UUID) -> dict[Place, list[Period]]:
    """Every standing body of the region with its days, in the order of the profile's tree."""
    found: dict[Place, list[Period]] = {}
    for place, period in [*_of_region(region_id), *_of_areas(region_id), *_of_districts(region_id)]:
        _append(found.setdefault(place, []), period)
    return found


def _append(periods: list[Period], period: Period) -> None:
    """Days that follow on the last ones are one period, called what it is called last."""
    if periods and periods[-1].last is not None and periods[-1].last + NEXT == period.first:
        period = Period(periods.pop().first, period.last, period.shape, period.name, period.label)
    periods.append(period)


def _of_region(region_id: UUID) -> Iterator[tuple[Place, Period]]:
    start = cache.of_region(region_id).versions[0].valid_from
    for first, last in _stretches(region_id, None, start, None):
        for shape in profile_of(region_id, on=first).forums:
            if shape.place == "region" and not shape.optional:
                yield Place(shape.kind), Period(first, last, shape, shape.label, shape.label)


def _of_areas(region_id: UUID) -> Iterator[tuple[Place, Period]]:
    for area in Area.objects.filter(region_id=region_id).order_by("code"):
        for first, last in _stretches(region_id, area.pk, area.valid_from, area.valid_to):
            profile = profile_of(region_id, on=first, area_id=area.pk)
            for shape in profile.forums:
                if shape.place == "area" and exists(profile, shape):
                    label = label_of(profile, shape)
                    yield Place(shape.kind, area.pk), Period(first, last, shape, f"{label} {area.name}", label)


def _of_districts(region_id: UUID) -> Iterator[tuple[Place, Period]]:
    rows = AreaDistrict.objects.filter(region_id=region_id).select_related("district")
    for row in rows.order_by("district__code", "valid_from"):
        for first, last in _stretches(region_id, row.area_id, row.valid_from, row.valid_to):
            profile = profile_of(region_id, on=first, area_id=row.area_id)
            for shape in profile.forums:
                if shape.place == "district" and exists(profile, shape):
                    place = Place(shape.kind, row.area_id, row.district_id)
                    yield place, Period(first, last, shape, f"{shape.label} {row.district.name}", shape.label)


def exists(profile: Profile, shape: ForumShape) -> bool:
    """Whether there is one: some kinds by their own key, other optional ones never by themselves. [S-03]"""
    if shape.kind == ForumKind.WORKING_GROUP:
        return profile.has_working_group
    if shape.kind == ForumKind.INDIVIDUAL_FORUM:
        return profile.has_individual_forum
    return not shape.optional


def label_of(profile: Profile, shape: ForumShape) -> str:
    if shape.kind == ForumKind.WORKING_GROUP and profile.working_group_label:
        return profile.working_group_label
    return shape.label


def _stretches(region_id: UUID, area_id: UUID | None, first: date, last: date | None) -> list[tuple[date, date | None]]:
    """The days cut where the file, or what the region or the area has decided, may change."""
    known = cache.of_region(region_id)
    cuts = {version.valid_from for version in known.versions}
    for override in known.overrides:
        if override.area_id in (None, area_id):
            cuts |= {override.valid_from, *([override.valid_to + NEXT] if override.valid_to else [])}
    inside = sorted(cut for cut in cuts if cut > first and (last is None or cut <= last))
    starts = [first, *inside]
    return list(zip(starts, [*(cut - NEXT for cut in inside), last], strict=True))
