"""A counting's figures with those of the area's earlier years."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from followup.models import Counting, Figure
from followup.presenting import marks
from followup.presenting.cells import Shown
from followup.suppress import Mark
from followup.work.cells import WORK, told_openly

YEARS = 5  # of one chart, this one counted


@dataclass(frozen=True)
class Year:
    """What was counted of one year. `figures` by code."""

    year: int
    counting: Counting
    figures: dict[str, Figure] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """«2025»; «2026 hittills» for a year that goes on."""
        goes_on = not self.counting.is_final and self.counting.period_to < date(self.year, 12, 31)
        return _("%(year)d hittills") % {"year": self.year} if goes_on else str(self.year)

    def mark(self, code: str, cell: str) -> Mark | None:
        """Of an indicator, or of the groups' work that was frozen with the year."""
        if code == WORK:
            return told_openly(self.counting.context).get(cell)
        figure = self.figures.get(code)
        return figure.shown.get(cell) if figure else None

    def shown(self, code: str, cell: str) -> Shown:
        return Shown(marks.text(self.mark(code, cell), self.counting.threshold), cell, self.year)

    def context(self, name: str) -> Any:
        return self.counting.context.get(name)


def fixed_before(area_id: UUID, year: int) -> Q:
    """The fixed counts of the years that a chart shows before this one. [I-R6]"""
    return Q(area_id=area_id, follow_up__isnull=False, year__lt=year, year__gt=year - YEARS)


def years_of(countings: Iterable[Counting], figures: QuerySet[Figure]) -> list[Year]:
    """The years in order, each with the figures of its last count; one statement."""
    chosen = {one.year: one for one in sorted(countings, key=lambda one: one.computed_at)}
    found = {one.pk: Year(one.year, one) for one in chosen.values()}
    for figure in figures.filter(counting_id__in=found):
        found[figure.counting_id].figures[figure.code] = figure
    return sorted(found.values(), key=lambda one: one.year)


def previous(years: list[Year]) -> Year | None:
    """The year right before the last one."""
    last = years[-1]
    return next((one for one in years if one.year == last.year - 1), None)
