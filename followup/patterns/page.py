"""A quarter beside those before it, made ready for its template. A number is told as it was kept. [F125]"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import charts, dates
from core.ui.numbers import number
from followup.models import PatternCount
from followup.patterns import policies
from followup.patterns.changes import GROWS, NEW, SILENT, Change, changes
from followup.patterns.reports import ALL, SENT
from followup.patterns.words import page_of, part_name, quarter_name, quarter_short, type_name
from followup.presenting import marks
from followup.suppress import Mark

SHOWN, BESIDE = 12, 4  # quarters to choose from, and of one table
MOST_SENTENCES = 6


def patterns_page(acting: Acting, counts: list[PatternCount], chosen: PatternCount) -> dict[str, Any]:
    """`counts`: one of each quarter, the latest first."""
    place = counts.index(chosen)
    beside = list(reversed(counts[place : place + BESIDE]))
    before = counts[place + 1] if place + 1 < len(counts) and _follows(counts[place + 1], chosen) else None
    return {
        "chosen": chosen,
        "title": quarter_name(chosen),
        "lead": _lead(chosen),
        "state": _state(chosen),
        "quarters": [{"text": quarter_short(one), "url": page_of(one), "is_chosen": one == chosen} for one in counts],
        "sentences": _sentences(before, chosen),
        "before": quarter_name(before) if before else "",
        "tables": [_table(beside, quality, caption) for quality, caption in _captions() if chosen.shown],
        "heat": _heat(chosen) if chosen.shown else None,
        "legend": marks.legend(chosen.threshold),
        "release": _release(acting, chosen),
    }


def _follows(earlier: PatternCount, later: PatternCount) -> bool:
    return later.year * 4 + later.number - earlier.year * 4 - earlier.number == 1


def _lead(count: PatternCount) -> str:
    if not count.shown:
        return _(
            "Kvartalets tal kan inte visas. Tillsammans med det som redan är publicerat om året går då små tal att "
            "räkna ut."
        )
    told = marks.text(count.shown[ALL], count.threshold)
    if count.base == SENT:
        return _("%(n)s avvikelser skickades under kvartalet.") % {"n": told}
    return _("%(n)s avvikelser kom till sekretariatet under kvartalet.") % {"n": told}


def _state(count: PatternCount) -> str:
    if count.published_at:
        return _("Publicerat %(at)s") % {"at": dates.moment(count.published_at)}
    return _("Inte publicerat. Räknat %(at)s.") % {"at": dates.moment(count.confirmed_at)}


def _release(acting: Acting, count: PatternCount) -> dict[str, str] | None:
    url = reverse("followup:pattern_release", args=[count.pk])
    if policies.can_prepare(acting, count):
        return {"url": url, "text": _("Gör klart att publicera")}
    return {"url": url, "text": _("Publicera")} if policies.can_publish(acting, count) else None


def _captions() -> Iterable[tuple[str, str]]:
    return (
        ("area.", _("Område")),
        ("category.", _("Vad som inte fungerade")),
        ("cause.", _("Orsak")),
        ("from.", _("Den som anmäler")),
    )


def _table(beside: list[PatternCount], quality: str, head: str) -> dict[str, Any]:
    """The quarters beside each other, the most at the top; the caption says what the rows are."""
    last = beside[-1]
    cells = {cell for one in beside for cell in one.shown if cell.startswith(quality)}
    rows = sorted(cells, key=lambda cell: (-_weight(last.shown.get(cell, 0)), part_name(last, cell)))
    return {
        "caption": _("%(what)s, antal avvikelser") % {"what": head},
        "head": head,
        "columns": [{"label": quarter_short(one)} for one in beside],
        "rows": [{"head": part_name(last, cell), "cells": [_cell(one, cell) for one in beside]} for cell in rows],
        "foot": {"head": _("Alla"), "cells": [_cell(one, ALL) for one in beside]},
    }


def _weight(mark: Mark) -> int:
    return mark if isinstance(mark, int) else 1


def _cell(count: PatternCount, cell: str) -> dict[str, str]:
    """A number opens its reports; a hidden one and nought open nothing. A quarter that cannot be told has a dash."""
    mark = count.shown.get(cell, 0) if count.shown else None
    url = rows_url(count, cell) if isinstance(mark, int) and mark else ""
    return {"text": marks.text(mark, count.threshold), "url": url}


def rows_url(count: PatternCount, cell: str) -> str:
    return f"{reverse('followup:pattern_rows', args=[count.pk])}?{urlencode({'tal': cell})}"


def _heat(count: PatternCount) -> charts.Chart | None:
    """Who has difficulties with whom, by type of unit."""
    pairs = {cell: mark for cell, mark in count.shown.items() if cell.startswith("pair.")}
    if not pairs:
        return None
    types = {one for cell in pairs for one in cell.split(".")[1:]}
    cells: dict[tuple[str, str], int | str | None] = {}
    links = {}
    for cell, mark in pairs.items():
        own, other = (type_name(one) for one in cell.split(".")[1:])
        cells[own, other] = mark if isinstance(mark, int) else marks.text(mark, count.threshold)
        if isinstance(mark, int) and mark:
            links[own, other] = rows_url(count, cell)
    return charts.heat(
        _most(pairs, count),
        sorted(type_name(one) for one in types),
        cells,
        caption=_("Rad: den som anmäler. Kolumn: den som anmälan gäller. En avvikelse kan gälla flera."),
        links=links,
        sums=False,
        threshold=count.threshold,
        corner=_("Anmäler"),
    )


def _most(pairs: dict[str, Mark], count: PatternCount) -> str:
    known = {cell: mark for cell, mark in pairs.items() if isinstance(mark, int) and mark}
    if not known:
        return _("Vem som har svårt att samverka med vem. Alla tal är små.")
    cell = max(sorted(known), key=lambda one: known[one])
    words = {"pair": part_name(count, cell), "n": number(int(known[cell]))}
    return _("Vanligast är %(pair)s, %(n)s avvikelser") % words


def _sentences(before: PatternCount | None, now: PatternCount) -> list[dict[str, Any]]:
    """What is new, grows or went silent since the quarter before, where both can be told."""
    if before is None or not before.shown or not now.shown:
        return []
    found = changes(before.shown, now.shown, least=now.threshold)
    told = ((NEW, _("Nytt")), (GROWS, _("Växer")), (SILENT, _("Har tystnat")))
    return [
        {"term": label, "lines": lines}
        for kind, label in told
        if (lines := list(_lines(now, [one for one in found if one.kind == kind])))
    ]


def _lines(now: PatternCount, found: list[Change]) -> Iterator[str]:
    for one in found[:MOST_SENTENCES]:
        words = {
            "part": part_name(now, one.cell),
            "before": marks.text(one.before, now.threshold),
            "now": marks.text(one.now, now.threshold),
        }
        yield _("%(part)s: %(now)s, kvartalet före %(before)s") % words
