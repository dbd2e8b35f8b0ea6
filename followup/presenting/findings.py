"""One finding per indicator: first the sentence, then chart, table, definition, period, time of counting. [design 6]"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.ui import dates
from core.ui.charts import Chart
from core.ui.said import said
from followup.indicators.formulas import FORMULAS
from followup.models import Figure
from followup.presenting import marks
from followup.presenting.cells import Cells, Shown, counted_to
from followup.presenting.past import Year, previous
from followup.presenting.pictures import CHARTS, COUNTED
from followup.presenting.saying import SAID
from followup.presenting.tables import table_of
from followup.suppress import HIDDEN


@dataclass
class Finding:
    """Ready for `followup/_finding.html` and, as a dict, for the report. `told` and `rest` make the sentence.

    The numbers get their addresses from the page.
    """

    code: str
    title: str
    told: tuple[Shown, ...]
    rest: str
    value: Shown
    before: Shown
    past: list[Shown]  # the earlier years of the chart, by their numbers
    chart: Chart | None
    chart_title: str
    table: dict[str, Any]
    note: str
    beside: list[dict[str, Any]]
    definition: str
    period: str
    counted_at: str
    counted_iso: str
    formula_version: str
    target: str = ""
    outcome: str = ""
    outcome_label: str = ""

    @property
    def key(self) -> str:
        return self.code.lower()

    @property
    def sentence(self) -> str:
        """Number and rest as one sentence, a capital first."""
        number = marks.joined([one.text for one in self.told]) if self.told else ""
        joined = f"{number} {self.rest}".strip()
        return joined[:1].upper() + joined[1:]


def findings(years: list[Year]) -> list[Finding]:
    """All that was counted of the last year, in the order of the region's indicators."""
    now = years[-1]
    titles = {one["code"]: one for one in now.context("indicators")}
    return [_finding(titles[code], now.figures[code], years) for code in titles if code in now.figures]


def _finding(indicator: dict[str, Any], figure: Figure, years: list[Year]) -> Finding:
    code, now, before = figure.code, years[-1], previous(years)
    cells = Cells(figure, now.counting)
    spoken = SAID[code](cells, before)
    chart, chart_title = CHARTS[code](cells, years, spoken.sentence)
    counted = now.counting.computed_at if now.counting.is_final else now.counting.confirmed_at
    notes = [spoken.note, marks.legend(cells.threshold) if figure.is_suppressed else ""]
    return Finding(
        code=code,
        title=said(indicator["title"]),
        told=spoken.told,
        rest=spoken.rest,
        value=_of_count(code, spoken.value, now.year),
        before=_of_count(code, spoken.previous or marks.DASH, now.year - 1),
        past=_past(code, years),
        chart=chart,
        chart_title=chart_title,
        table=table_of(cells, years),
        note=" ".join(note for note in notes if note),
        beside=spoken.beside,
        definition=FORMULAS[code].definition(cells.rules),
        period=dates.period(figure.period_from, counted_to(now.counting)),
        counted_at=dates.moment(counted),
        counted_iso=timezone.localtime(counted).isoformat("T", "minutes"),
        formula_version=_("%(code)s, version %(n)d") % {"code": code, "n": figure.formula_version},
        target=indicator["target"],
        outcome=spoken.outcome,
        outcome_label=spoken.outcome_label,
    )


def _of_count(code: str, text: str, year: int) -> Shown:
    """The glance's number; a share has no rows of its own."""
    cell = COUNTED.get(code)
    return Shown(text, cell, year) if cell else Shown(text)


def _past(code: str, years: list[Year]) -> list[Shown]:
    cell = COUNTED.get(code)
    if not cell:
        return [Shown("", year=one.year) for one in years[:-1] if code in one.figures]
    return [one.shown(code, cell) for one in years[:-1] if one.mark(code, cell) not in (None, HIDDEN)]
