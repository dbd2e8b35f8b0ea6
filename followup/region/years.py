"""The region's years, spoken of as an area's are: its count in the form of a counting with its figures."""

from collections.abc import Iterable

from django.db.models import Q

from followup.indicators.formulas import FORMULAS
from followup.models import Compilation, Counting, Figure, RegionCount
from followup.presenting.past import YEARS, Year
from followup.states import CompilationStatus
from followup.suppress import HIDES


def year_of(count: RegionCount) -> Year:
    """None of it is saved: it only lends its numbers to what says and draws an area's."""
    counting = Counting(
        region_id=count.region_id,
        year=count.compilation.year,
        follow_up_id=count.compilation_id,  # fixed, as a follow-up's
        period_from=count.period_from,
        period_to=count.period_to,
        profile_version=count.profile_version,
        threshold=count.threshold,
        context=count.context,
        computed_at=count.computed_at,
        confirmed_at=count.confirmed_at,
    )
    figures = {code: _figure(count, code) for code, kept in count.figures.items() if kept["is_summed"]}
    return Year(counting.year, counting, figures)


def _figure(count: RegionCount, code: str) -> Figure:
    own = {cell: mark for cell, mark in count.shown.items() if FORMULAS[code].shows(cell)}
    return Figure(
        region_id=count.region_id,
        code=code,
        formula_version=count.figures[code]["version"],
        period_from=count.period_from,
        period_to=count.period_to,
        shown=own,
        is_suppressed=any(mark in HIDES for mark in own.values()),
        row_set_hash=count.figures[code]["hash"],
        computed_at=count.computed_at,
    )


def published_before(compilation: Compilation) -> Q:
    """The counts of earlier years that everybody who reads figures may read."""
    earlier = {"compilation__year__lt": compilation.year, "compilation__status": CompilationStatus.RELEASED}
    return Q(region_id=compilation.region_id, **earlier)


def standing(counts: Iterable[RegionCount], year: int) -> list[RegionCount]:
    """Of each of the latest years up to this one the last count, in order."""
    last = {one.compilation.year: one for one in sorted(counts, key=lambda one: one.computed_at)}
    return [last[found] for found in sorted(last) if year - YEARS < found <= year]
