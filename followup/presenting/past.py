"""A counting's figures with those of the area's earlier years, in two statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from followup.models import Counting, Figure
from followup.suppress import Mark

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
        figure = self.figures.get(code)
        return figure.shown.get(cell) if figure else None

    def context(self, name: str) -> Any:
        return self.counting.context.get(name)


def years_of(counting: Counting, countings: QuerySet, figures: QuerySet) -> list[Year]:
    """The counting's year last, before it the fixed counts of the years before; each year's last count. [I-R6]"""
    fixed = countings.filter(
        area_id=counting.area_id,
        follow_up__isnull=False,
        year__lt=counting.year,
        year__gt=counting.year - YEARS,
    )
    chosen = {one.year: one for one in fixed.order_by("computed_at")} | {counting.year: counting}
    found = {one.pk: Year(one.year, one) for one in chosen.values()}
    for figure in figures.filter(counting_id__in=found):
        found[figure.counting_id].figures[figure.code] = figure
    return sorted(found.values(), key=lambda one: one.year)


def previous(years: Iterable[Year]) -> Year | None:
    """The year right before the last one."""
    *_earlier, last = years
    return next((one for one in years if one.year == last.year - 1), None)
