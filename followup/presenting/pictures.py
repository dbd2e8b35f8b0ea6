"""The chart of each indicator: counts as bars, shares as a line; a hidden number leaves its year out."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from core.ui.charts import Bar, Chart, Ring, Series, bars, lines, spider
from core.ui.said import said
from followup.presenting.cells import Cells
from followup.presenting.past import Year
from followup.suppress import FEW
from followup.work.cells import rounds_of

Drawn = tuple[Chart | None, str]


def _bars(cell: str) -> Callable[[Cells, list[Year], str], Drawn]:
    """One bar a year; a small number stands as a box of no length, and noughts alone make no chart."""

    def chart(cells: Cells, years: list[Year], sentence: str) -> Drawn:
        known = [(one, one.mark(cells.code, cell)) for one in years]
        rows = [
            Bar(one.name, mark if isinstance(mark, int) else None, own=one is years[-1])
            for one, mark in known
            if isinstance(mark, int) or mark == FEW
        ]
        if not any(row.value != 0 for row in rows):
            return None, ""
        chart = bars(
            sentence,
            rows,
            key=cells.code.lower(),
            now=_("Antal"),
            own_words=years[-1].name,
            other_words=_("Åren före"),
            threshold=cells.threshold,
            heading=_("År"),
        )
        return chart, _("Antal per år")

    return chart


def _shares(cells: Cells, years: list[Year], sentence: str) -> Drawn:
    """The share of each year whose numbers are shown."""
    values = [_percent(one, cells.main) for one in years]
    if not any(value is not None for value in values):
        return None, ""
    series = [Series(cells.area, values)]
    title = _("Andel av årets ärenden, procent")
    chart = lines(
        sentence,
        [one.name for one in years],
        series,
        key="i-04",
        top=100,
        goal=100,
        goal_words=_("Mål: alla i tid"),
        heading=_("År"),
    )
    return chart, title


def _percent(year: Year, kind: str) -> float | None:
    part, whole = year.mark("I-04", f"{kind}_in_time"), year.mark("I-04", f"{kind}_counted")
    if isinstance(part, int) and isinstance(whole, int) and whole:
        return round(100 * part / whole)
    return None


def _none(cells: Cells, years: list[Year], sentence: str) -> Drawn:
    return None, ""


def _spider(cells: Cells, years: list[Year], sentence: str) -> Drawn:
    """Of the group that steers, this year's over the last one's. [I-30, I-33]"""
    rounds = [one for one in rounds_of(cells.counting.context, "spider") if one["values"]]
    if not rounds:
        return None, ""
    first, year = rounds[0], years[-1].year
    rings = [Ring(str(year), [one["mean"] for one in first["values"]])]
    before = [one["before"] for one in first["values"]]
    if None not in before:
        rings.append(Ring(str(year - 1), before))
    chart = spider(
        sentence,
        [said(one["label"]) for one in first["values"]],
        rings,
        key=cells.code.lower(),
        highest=first["steps"],
        heading=_("Område"),
        change_heading=_("Ändring"),
    )
    return chart, said(first["forum"])


# The cell whose number stands for the indicator.
COUNTED = {
    "I-01": "held",
    "I-02": "escalated",
    "I-03": "sent",
    "I-21": "meetings",
    "I-22": "agreements",
    "I-23": "sip_routines",
    "I-24": "trainings",
    "I-25": "obstacles_noted",
    "I-50": "plans",
}
CHARTS: dict[str, Callable[[Cells, list[Year], str], Drawn]] = {
    **{code: _bars(cell) for code, cell in COUNTED.items()},
    "I-04": _shares,
    "I-30": _spider,
    **dict.fromkeys(("I-11", "I-15", "I-16", "I-17", "I-45", "I-52"), _none),
}
