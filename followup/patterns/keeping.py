"""Count the quarters that have ended and keep what may be shown of each, until it is published. [security 7]"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from core import audit
from core.access import Acting, acting_as, require
from core.organisations.models import Area
from core.regions.profile import Profile, profile_of
from core.workdays import local_today
from followup.models import Counting, Figure, PatternCount, PatternTally, RegionCount, Tally
from followup.patterns.counts import count_reports
from followup.patterns.quarters import Quarter, ended
from followup.patterns.reports import base_of
from followup.patterns.tables import Counts, Summed, Told, beside, marks_of, named, table_of, with_sums
from followup.querysets import PatternCountQuerySet
from followup.suppress import HIDDEN, NOTHING, Published, Table

JOB = "patterns"
KEPT_OPEN = 4  # quarters that are counted again while nobody has published them
REPORTS = "I-03"  # the year's indicator that counts the same reports


def count_quarters(region_id: UUID, at: datetime, *, using: str) -> int:
    """Each quarter of the last year in a transaction of its own; how many came to something new. Safe twice."""
    made = 0
    for quarter in reversed(ended(local_today(at), KEPT_OPEN)):
        with acting_as(job=JOB, region_id=region_id) as by:
            if not _of(region_id, quarter).filter(published_at__isnull=False).exists():
                profile = profile_of(region_id, quarter.last)
                counts = count_reports(region_id, quarter, base_of(profile), using=using)
                made += keep(region_id, quarter, profile, counts, by=by, at=at)
    return made


def _of(region_id: UUID, quarter: Quarter) -> PatternCountQuerySet:
    return PatternCount.objects.filter(region_id=region_id, year=quarter.year, number=quarter.number)


@transaction.atomic
def keep(region_id: UUID, quarter: Quarter, profile: Profile, counts: Counts, *, by: Acting, at: datetime) -> bool:
    """Write down what was counted and what may be shown of it; True when that is new. Raises PermissionDenied."""
    require(not by.is_user)
    last = _of(region_id, quarter).standing().select_related("tally").first()
    if last is None and not counts.total:
        return False
    base, threshold, table = base_of(profile), profile.small_count_threshold, table_of(counts)
    earlier, joined = told_of(region_id, quarter.year, base, table, threshold=threshold)
    shown = marks_of(table, threshold=threshold, earlier=earlier, joined=joined)
    if last and (last.shown, last.base, last.threshold, last.tally.values) == (shown, base, threshold, table.values):
        PatternCount.objects.filter(pk=last.pk).update(confirmed_at=at)
        return False
    count = PatternCount(
        region_id=region_id, year=quarter.year, number=quarter.number, base=base, threshold=threshold, shown=shown,
        labels=_labels(region_id, profile), computed_at=at, confirmed_at=at,
    )  # fmt: skip
    count.save(force_insert=True)
    PatternTally.keep(table, count=count, region_id=region_id)
    audit.record("patterns.counted", count, by=by)
    return True


def _labels(region_id: UUID, profile: Profile) -> dict:
    """The names of the day, in their order."""
    areas = Area.objects.filter(region_id=region_id).order_by("name", "id").values_list("pk", "name")
    return {
        "area": [[str(pk), name] for pk, name in areas],
        "category": [[option.key, option.label] for option in profile.deviation_categories],
        "cause": [[option.key, option.label] for option in profile.deviation_causes or ()],
    }


def told_of(
    region_id: UUID, year: int, base: str, own: Table, *, threshold: int, area_id: UUID | None = None
) -> tuple[list[Published], Published]:
    """What has been told of the year's quarters, its areas' fixed years and the region's; how the own table joins them.

    `own`: a quarter's table, or with `area_id` that area's year. A year that counts otherwise joins nothing.
    """
    quarters = published_quarters(region_id, year, base)
    if area_id and (base not in own.values or not quarters):
        return [], NOTHING
    years = _years(region_id, year, base, but=area_id)
    total = (str(area_id), base) if area_id else None
    earlier = [named(one, key) for key, one in quarters.items()]
    joined = beside(own, years, quarters, threshold=threshold, total=total)
    return earlier, with_sums(joined, _regional(region_id, year, base))


def published_quarters(region_id: UUID, year: int, base: str) -> dict[str, Published]:
    rows = PatternCount.objects.filter(region_id=region_id, year=year, base=base, published_at__isnull=False)
    rows = rows.select_related("tally").order_by("number")
    return {Quarter(year, one.number).key: one.tally.under(one.shown) for one in rows}


def _years(region_id: UUID, year: int, base: str, *, but: UUID | None) -> dict[str, Told]:
    """Of each area's year the last fixed count's number, and what was told of it."""
    fixed = Counting.objects.filter(region_id=region_id, year=year, follow_up__isnull=False)
    last = {one.area_id: one.pk for one in fixed.order_by("computed_at") if one.area_id != but}
    areas = {pk: str(area) for area, pk in last.items()}
    shown = dict(Figure.objects.filter(counting__in=areas, code=REPORTS).values_list("counting_id", "shown"))
    values = dict(Tally.objects.filter(counting__in=areas).values_list("counting_id", "values"))
    return {
        areas[pk]: Told(values[pk][base], marks.get(base, HIDDEN))
        for pk, marks in shown.items()
        if base in values.get(pk, {})
    }


def _regional(region_id: UUID, year: int, base: str) -> list[Summed]:
    """What was told of the sum of the areas' years, each time that it was counted."""
    counts = RegionCount.objects.filter(region_id=region_id, compilation__year=year).select_related("tally")
    return [
        Summed(str(one.pk), Told(one.tally.values[base], one.shown[base]), tuple(area["id"] for area in one.areas))
        for one in counts
        if base in one.shown and base in one.tally.values
    ]
