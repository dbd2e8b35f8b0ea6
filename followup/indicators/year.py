"""An area's year as it is counted: its days, its districts day by day, its rules. [I-R1, I-R2]"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.organisations.models import Area, AreaDistrict
from core.regions.profile import profile_of
from core.regions.typed import Profile

CLOCK = "DL-01"
UNKNOWN_SEX = "unknown"
STARTS = {"need_noticed": "need_noticed_on", "raised": "raised_on"}  # cfg.forum_clock_start


@dataclass(frozen=True)
class Span:
    """The days of the year on which a district lay in the area."""

    district_id: UUID
    first: date
    last: date


@dataclass(frozen=True)
class Deadline:
    """How long the forum may take: calendar days from a day of the case; by the call or by the sitting. [X-01]"""

    days: int
    starts: str
    measures: str


@dataclass(frozen=True)
class Rules:
    """What decides which numbers hang together: an area's, or those that the areas of a region have in common."""

    has_forum: bool
    deadline: Deadline | None
    threshold: int
    profile: Profile


@dataclass(frozen=True)
class AreaYear(Rules):
    """`last` is the last day counted, `as_of` the day of counting: what is late is late on that day."""

    region_id: UUID
    area_id: UUID
    year: int
    first: date
    last: date
    as_of: date
    spans: tuple[Span, ...]

    @property
    def is_over(self) -> bool:
        return self.as_of > date(self.year, 12, 31)


def area_year(area: Area, year: int, as_of: date) -> AreaYear:
    """The calendar year up to and including `as_of`; for an area that came or went, its own days of it."""
    ends = [date(year, 12, 31), as_of, area.valid_to or date.max]
    first, last = max(date(year, 1, 1), area.valid_from), min(ends)
    profile = profile_of(area.region_id, last, area_id=area.pk)
    return AreaYear(
        region_id=area.region_id,
        area_id=area.pk,
        year=year,
        first=first,
        last=last,
        as_of=as_of,
        spans=_spans(area, first, last),
        has_forum=profile.has_individual_forum,
        deadline=_deadline(profile),
        threshold=profile.small_count_threshold,
        profile=profile,
    )


def _spans(area: Area, first: date, last: date) -> tuple[Span, ...]:
    """An event belongs to the area its district lay in that day. [I-R2]"""
    rows = AreaDistrict.objects.filter(region_id=area.region_id, area=area).order_by("valid_from", "district_id")
    spans = (Span(row.district_id, max(first, row.valid_from), min(last, row.valid_to or date.max)) for row in rows)
    return tuple(span for span in spans if span.first <= span.last)


def _deadline(profile: Profile) -> Deadline | None:
    """None where the region sets no length in calendar days: then no share is counted."""
    row = profile.deadlines.get(CLOCK)
    days = profile.length(CLOCK)
    if not profile.has_individual_forum or row is None or days is None:
        return None
    if row.unit not in (None, "day") or row.calendar not in (None, "calendar"):
        return None
    starts = STARTS[profile.forum_clock_start or "need_noticed"]
    return Deadline(days, starts, profile.forum_deadline_measures or "convened")
