"""Count an area's year and keep what may be shown of it. Only a job counts; pages read. [security 7]"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from core import audit
from core.access import Acting, acting_as, require
from core.organisations.models import Area
from core.workdays import local_today
from followup import frozen
from followup.indicators import formulas, tables
from followup.indicators.counts import Counts, count_deviations, count_forum, count_plans
from followup.indicators.formulas import Formula
from followup.indicators.year import AreaYear, area_year
from followup.models import AnnualFollowUp, Counting, Figure, Tally
from followup.patterns.keeping import told_of
from followup.patterns.reports import base_of
from followup.suppress import HIDES, Mark, Published, Table, suppress
from followup.work.cells import told_openly
from followup.work.counts import count_work

JOB = "figures"
Days = Mapping[str, Mapping[str, float]]  # by cell: median and longest
REPORT = "report"  # the figures job's own connection: bus_report reads days, places and states only


def count_year(
    area: Area, year: int, *, by: Acting, at: datetime, follow_up: AnnualFollowUp | None = None, using: str = REPORT
) -> Counting:
    """Count the area's year as it stands at the moment; for its follow-up when one is given.

    A result that has not changed is confirmed, not kept twice. Raises PermissionDenied for anybody but a job.
    """
    require(not by.is_user)
    what = area_year(area, year, local_today(at))
    forum, deviations = read_counts(what, using=using)
    return keep(what, forum, deviations, by=by, at=at, follow_up=follow_up)


def read_counts(year: AreaYear, *, using: str = REPORT) -> tuple[Counts, Counts]:
    """The numbers of cases and plans, and of deviations, by the role that sees no text and no child."""
    with acting_as(job=JOB, region_id=year.region_id, using=using):
        forum = count_forum(year, using=using) if year.has_forum else Counts()
        return forum.joined(count_plans(year, using=using)), count_deviations(year, using=using)


@transaction.atomic
def keep(
    year: AreaYear, forum: Counts, deviations: Counts, *, by: Acting, at: datetime, follow_up: AnnualFollowUp | None
) -> Counting:
    """Write down what was counted and what may be shown of it. [I-R5, I-R6]"""
    earlier = list(Counting.objects.filter(area_id=year.area_id, year=year.year).order_by("computed_at"))
    work = count_work(year)
    context = frozen.context_of(year, work)
    if follow_up:
        table = tables.whole_table(year, forum, deviations, work)
    else:
        table = tables.totals_so_far(year, forum, deviations)
    published = published_of(earlier)
    if same := _unchanged(earlier, published, table, year, follow_up, context):
        Counting.objects.filter(pk=same.pk).update(confirmed_at=at)
        same.confirmed_at = at
        return same
    base, few = base_of(year.profile), year.threshold
    told, joined = told_of(year.region_id, year.year, base, table, threshold=few, area_id=year.area_id)
    guarded = suppress(table, threshold=few, earlier=[*_distinct(published.values()), *told], beside=joined)
    shown = {**guarded, **told_openly(context)}
    counting = Counting(
        region_id=year.region_id,
        area_id=year.area_id,
        year=year.year,
        follow_up=follow_up,
        period_from=year.first,
        period_to=year.last,
        profile_version=year.profile.version,
        threshold=year.threshold,
        context=context,
        computed_at=at,
        confirmed_at=at,
    )
    counting.save(force_insert=True)
    hashes = {**forum.hashes, **deviations.hashes, **work.hashes}
    days = {**forum.days, **deviations.days}
    Figure.objects.bulk_create(
        _figure(formula, counting, year, shown, days, hashes) for formula in formulas.counted(year)
    )
    Tally.keep(table, counting=counting, region_id=year.region_id)
    audit.record("figures.counted", counting, by=by)
    return counting


def published_of(earlier: Iterable[Counting]) -> dict[UUID, Published]:
    """What was shown of each counting, over what was counted."""
    keys = [one.pk for one in earlier]
    shown: dict = {}
    for figure in Figure.objects.filter(counting_id__in=keys):
        shown.setdefault(figure.counting_id, {}).update(figure.shown)
    tallies = Tally.objects.filter(counting_id__in=keys)
    return {tally.counting_id: tally.under(shown.get(tally.counting_id, {})) for tally in tallies}


def _unchanged(
    earlier: list[Counting],
    published: dict[UUID, Published],
    table: Table,
    year: AreaYear,
    follow_up: AnnualFollowUp | None,
    context: Mapping[str, Any],
) -> Counting | None:
    """The last counting of the same kind, when it came to the same for the same days' rules."""
    kind = [one for one in earlier if one.follow_up_id == (follow_up.pk if follow_up else None)]
    if not kind:
        return None
    last = kind[-1]
    rules = (last.profile_version, last.threshold, last.period_from)
    if rules != (year.profile.version, year.threshold, year.first) or last.pk not in published:
        return None
    if last.period_to != year.last and follow_up:
        return None
    if any(last.context.get(name) != context[name] for name in ("groups", "work")):
        return None
    return last if dict(published[last.pk].table.values) == dict(table.values) else None


def _distinct(published: Iterable[Published]) -> list[Published]:
    """Each table once: what was published twice alike tells nothing more."""
    found: list[Published] = []
    for one in published:
        if not any(one.table.values == other.table.values and one.shown == other.shown for other in found):
            found.append(one)
    return found


def _figure(
    formula: Formula, counting: Counting, year: AreaYear, shown: dict[str, Mark], days: Days, hashes: dict[str, str]
) -> Figure:
    own = {cell: mark for cell, mark in shown.items() if formula.shows(cell)}
    number, whole = formula.number(year), formula.whole(year)
    hashed = whole if whole in hashes else number
    return Figure(
        region_id=year.region_id,
        counting=counting,
        area_id=year.area_id,
        follow_up_id=counting.follow_up_id,
        code=formula.code,
        formula_version=formula.version,
        period_from=year.first,
        period_to=year.last,
        filters=_filters(formula, year),
        numerator=_number(own.get(number)),
        denominator=_number(own.get(whole)),
        shown=own,
        days=_days(formula, own, days),
        is_suppressed=any(mark in HIDES for mark in own.values()),
        row_set_hash=hashes.get(hashed, ""),  # none of answers: no row of them is ever told apart
        computed_at=counting.computed_at,
    )


def _number(mark: Mark | None) -> int | None:
    return mark if isinstance(mark, int) else None


def _filters(formula: Formula, year: AreaYear) -> dict:
    found: dict = {"area": str(year.area_id)}
    if formula.of_cases or formula.of_plans:
        found["districts"] = [
            [str(span.district_id), span.first.isoformat(), span.last.isoformat()] for span in year.spans
        ]
    if formula.code == "I-04" and year.deadline:
        found |= {"days": year.deadline.days, "starts": year.deadline.starts, "measures": year.deadline.measures}
        found["as_of"] = year.as_of.isoformat()
    return found


# Which count must be shown before the days its rows took are. [security 7]
DAYS_OF = {"I-03": {"closed": "closed"}, "I-04": {"called": "called_counted", "sat": "sat_counted"}}


def _days(formula: Formula, shown: dict[str, Mark], days: Days) -> Days:
    """Median and longest, of so many rows that nobody's own wait is told."""
    return {
        name: days[name]
        for name, cell in DAYS_OF.get(formula.code, {}).items()
        if days.get(name) and isinstance(shown.get(cell), int)
    }


def standing_first(
    rows: QuerySet[Counting], area_id: UUID, year: int, follow_up: AnnualFollowUp | None
) -> QuerySet[Counting]:
    """The counts of an area's year, the one that stands first: the follow-up's last, else the last so far."""
    mine = Q(follow_up__isnull=True) | Q(follow_up=follow_up) if follow_up else Q(follow_up__isnull=True)
    found = rows.filter(mine, area_id=area_id, year=year)
    return found.order_by(F("follow_up").asc(nulls_last=True), "-computed_at", "-created_at")


def latest(area_id: UUID, year: int, *, follow_up: AnnualFollowUp | None) -> Counting | None:
    """What stands for the year, for the job."""
    return standing_first(Counting.objects.all(), area_id, year, follow_up).first()
