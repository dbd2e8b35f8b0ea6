"""The region's year in sentences, charts and tables: its own numbers, and each area's beside the others. [F136]"""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from core.ui.charts import Bar, bars
from core.ui.numbers import number
from core.ui.said import said
from deviations.ladder import SECRETARIAT
from followup.models import Figure, RegionCount
from followup.presenting import marks
from followup.presenting.cells import Cells, Shown
from followup.presenting.findings import Finding, findings
from followup.presenting.past import Year
from followup.region.columns import COMPILED, heads, named
from followup.region.sureness import between
from followup.region.years import year_of
from followup.suppress import FEW

SUBMITTED = "submitted"
FEWEST = 2  # areas that are worth a drawing


@dataclass(frozen=True)
class Compared:
    """One indicator of the region: what it says of all areas together, if it can, and of each."""

    code: str
    title: str
    finding: Finding | None
    table: dict[str, Any]

    @property
    def key(self) -> str:
        return f"{self.code.lower()}-omraden"

    @property
    def number(self) -> str:
        """The number that the sentence begins with."""
        return marks.joined([one.text for one in self.finding.told]) if self.finding and self.finding.told else ""

    @property
    def sentence(self) -> str:
        """How many of the areas tell of it."""
        told = [row for row in self.table["rows"] if row["is_told"]]
        words = {"n": len(told), "all": len(self.table["rows"])}
        return _("%(n)d av %(all)d områden har tal om det här.") % words

    @property
    def caution(self) -> str:
        """What a share of few rows is worth."""
        if not COMPILED[self.code].share:
            return ""
        return _("”Mellan” säger var andelen kan ligga av en slump: ju färre ärenden, desto osäkrare.")


def compared(counts: list[RegionCount]) -> list[Compared]:
    """All that was compiled of the last year, in the order of the region's indicators. `counts`: a year each."""
    years = [year_of(one) for one in counts]
    beside = Beside(counts[-1], years[-1])
    own = {one.code: _own(one, beside) for one in findings(years)}
    titles = {one["code"]: said(one["title"]) for one in beside.count.context["indicators"]}
    codes = [code for code in titles if code in beside.count.figures]
    return [Compared(code, titles[code], own.get(code), _table(beside, code, titles[code])) for code in codes]


@dataclass(frozen=True)
class Beside:
    """A region's count, and the same in the form of a year."""

    count: RegionCount
    year: Year

    def cells(self, area: dict[str, Any], code: str) -> Cells:
        return Cells(Figure(code=code, shown=area["shown"].get(code, {})), self.year.counting)

    def own(self, code: str) -> Cells:
        return Cells(self.year.figures[code], self.year.counting)


def _own(finding: Finding, beside: Beside) -> Finding:
    """The sum's own words: several areas, and the areas as its drawing where there is one."""
    definition = _("Summan av de tal som områdena har låst och skickat vidare. %(how)s") % {"how": finding.definition}
    rest = finding.rest.replace(_("möten hölls i områdets grupper"), _("möten hölls i områdenas grupper"))
    chart, chart_title = _chart(beside, finding)
    return replace(finding, definition=definition, rest=rest, chart=chart, chart_title=chart_title, past=[])


def _chart(beside: Beside, finding: Finding) -> tuple[Any, str]:
    """The areas' first numbers beside each other, in the order of their names: no ranking."""
    first = COMPILED[finding.code].cells[0]
    rows = []
    for area in beside.count.areas:
        cells = beside.cells(area, finding.code)
        mark = cells[named(cells, first)]
        if isinstance(mark, int) or mark == FEW:
            rows.append(Bar(area["name"], mark if isinstance(mark, int) else None))
    if len(rows) < FEWEST or not any(row.value for row in rows):
        return None, ""
    key, words = f"{finding.key}-omraden", heads()[first]
    chart = bars(finding.sentence, rows, key=key, now=words, threshold=beside.count.threshold, heading=_("Område"))
    return chart, _("%(what)s, område för område") % {"what": words}


def _table(beside: Beside, code: str, title: str) -> dict[str, Any]:
    """A row an area; last the region's own, where the areas' can be summed."""
    count, columns, words = beside.count, COMPILED[code], heads()
    shown = [cell for cell in columns.cells if cell != SUBMITTED or _has_secretariat(count)]
    labels = [words[cell] for cell in shown]
    if columns.share:
        labels += [_("Andel"), _("Mellan")]
    rows = [
        {**_row(beside.cells(area, code), area["name"], shown), "area": area["id"], "is_told": code in area["shown"]}
        for area in count.areas
    ]
    foot = _row(beside.own(code), _("Tillsammans"), shown) if code in beside.year.figures else None
    caption = _("%(title)s, område för område") % {"title": title}
    named_columns = [{"label": label, "number": True} for label in labels]
    return {"caption": caption, "head": _("Område"), "columns": named_columns, "rows": rows, "foot": foot}


def _has_secretariat(count: RegionCount) -> bool:
    return any(key == SECRETARIAT for key, _label in count.context["levels"])


def _row(cells: Cells, head: str, shown: list[str]) -> dict[str, Any]:
    """The numbers, the share, and how far it may lie from what chance alone would have given."""
    texts = [_number(cells, named(cells, cell)) for cell in shown]
    if pair := COMPILED[cells.code].share:
        part, whole = (cells[named(cells, cell)] for cell in pair)
        texts += [Shown(marks.share(part, whole)), Shown(_between(part, whole))]
    return {"head": head, "cells": texts, "own": False}


def _number(cells: Cells, cell: str) -> Shown:
    return cells.shown(cell) if cell in cells else Shown(marks.DASH)


def _between(part: Any, whole: Any) -> str:
    found = between(part, whole) if isinstance(part, int) and isinstance(whole, int) else None
    if found is None:
        return marks.DASH
    return _("%(low)s–%(high)s %%") % {"low": number(found[0]), "high": number(found[1])}
