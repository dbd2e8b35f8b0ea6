"""The numbers of a page get the addresses of their rows; a hidden one, and nought, opens nothing. [security 7]"""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from followup.indicators.rows import has_rows
from followup.presenting import marks
from followup.presenting.cells import Shown
from followup.presenting.findings import Finding
from followup.presenting.group_parts import Part
from followup.presenting.past import Year
from followup.views.finding_it import Place
from followup.work.cells import WORK


class Opener:
    """Gives the numbers of one area's years their addresses; no statement."""

    def __init__(self, place: Place, years: list[Year]) -> None:
        self.place, self.years = place, {one.year: one for one in years}

    def finding(self, found: Finding) -> Finding:
        """The same finding with every number opened that has rows."""
        code, table = found.code, found.table
        rows = [self._row(code, row) for row in table["rows"]]
        foot = self._row(code, table["foot"]) if table["foot"] else None
        return replace(
            found,
            told=tuple(self._opened(code, one) for one in found.told),
            value=self._opened(code, found.value),
            before=self._opened(code, found.before),
            past=[self._past(code, one) for one in found.past],
            table={**table, "rows": rows, "foot": foot},
            beside=[self._beside(code, one) for one in found.beside],
        )

    def _row(self, code: str, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "cells": [self._opened(code, cell) for cell in row["cells"]]}

    def _beside(self, code: str, fact: dict[str, Any]) -> dict[str, Any]:
        opened = self._opened(code, fact["text"])
        return {**fact, "text": opened.text, "url": opened.url}

    def part(self, part: Part) -> Part:
        """A part of the groups' work with every number opened that has rows."""
        return replace(part, numbers=[self._beside(WORK, one) for one in part.numbers])

    def _past(self, code: str, shown: Shown) -> Shown:
        """A number of an earlier year; a share is opened on that year's own page."""
        if shown.cell:
            return self._opened(code, shown)
        return replace(shown, url=f"{reverse('followup:year', args=[self.place.area.pk, shown.year])}#{code.lower()}")

    def _opened(self, code: str, shown: Shown) -> Shown:
        year = self.years.get(shown.year)
        if year is None or not has_rows(shown.cell):
            return shown
        mark = year.mark(code, shown.cell)
        if not isinstance(mark, int) or not mark:
            return shown
        address = reverse("followup:rows", args=[self.place.area.pk, shown.year, code])
        return replace(shown, url=f"{address}?{urlencode({'tal': shown.cell})}")


def linked(told: tuple[Shown, ...]) -> SafeString:
    """The sentence's number with a link for each number in it: «13 av 18»."""
    texts = [format_html('<a href="{}">{}</a>', one.url, one) if one.url else format_html("{}", one) for one in told]
    return mark_safe(marks.joined([str(text) for text in texts])) if told else SafeString("")  # noqa: S308  (escaped above)
