"""Bars per area or year: this period as a bar, the one before as a stroke across it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.ui.charts.drawing import Chart, drawing, key_list, same_numbers, shape, shown, table, words

WIDTH, ROW, FULL = 500, 44, 418
FEW_WIDTH = 50  # a dashed box of the same size for every count too small to show: its length says nothing


@dataclass(frozen=True)
class Bar:
    """`value` None is one to four: shown as «<5». `before` is the same for the period before, if there was one."""

    label: str
    value: float | None
    before: float | None = None
    own: bool = False
    has_before: bool = True


def bars(
    title: str,
    rows: Sequence[Bar],
    *,
    key: str,
    now: str,
    before: str = "",
    unit: str = "",
    decimals: int = 0,
    threshold: int = 5,
    own_words: str = "",
    other_words: str = "",
    heading: str = "",
) -> Chart:
    """`now` and `before` name the periods («2025», «2024»); without `before` there are no strokes."""
    top = max([v for row in rows for v in (row.value, row.before if before else None) if v is not None], default=0) or 1
    parts = []
    for index, row in enumerate(rows):
        parts += _bar(
            row, index * ROW, top, with_before=bool(before), unit=unit, decimals=decimals, threshold=threshold
        )
    desc = "; ".join(_told(row, now, before, unit, decimals, threshold) for row in rows) + "."
    entries = (
        [(shape("rect", "bar own", x=0, y=1, width=36, height=12), own_words or now)]
        if any(r.own for r in rows)
        else []
    )
    if not all(row.own for row in rows):
        entries.append((shape("rect", "bar", x=0, y=1, width=36, height=12), other_words or now))
    if before:
        entries.append((shape("path", "tick", d="M18 0v14"), before))
    if any(row.value is None for row in rows):
        entries.append((shape("rect", "few", x=1, y=1, width=34, height=12), _("färre än %(n)d") % {"n": threshold}))
    return Chart(
        title=title,
        desc=desc,
        svg=drawing(parts, width=WIDTH, height=max(len(rows), 1) * ROW, title=title, desc=desc, key=key),
        key=key_list(entries),
        table=_table(rows, now, before, unit, decimals, threshold, heading),
    )


def _bar(row: Bar, y: float, top: float, *, with_before: bool, unit: str, decimals: int, threshold: int) -> list[str]:
    parts = [words(row.label, 0, y, "strong" if row.own else "", dy="0.95em")]
    if row.value is None:
        parts.append(shape("rect", "few", x=1, y=y + 20, width=FEW_WIDTH, height=15))
        return [*parts, words(_("färre än %(n)d") % {"n": threshold}, FEW_WIDTH + 11, y + 20, "faint", dy="0.95em")]
    length = FULL * row.value / top
    parts.append(shape("rect", "bar own" if row.own else "bar", x=0, y=y + 20, width=length, height=16))
    reach = length
    if with_before and row.has_before and row.before is not None:
        at = FULL * row.before / top
        parts.append(shape("path", "tick", d=f"M{at:.1f} {y + 17}v22"))
        reach = max(length, at + 2) if at - length < 40 else length
    return [*parts, words(shown(row.value, decimals, unit), reach + 10, y + 20, "v", dy="0.95em")]


def _told(row: Bar, now: str, before: str, unit: str, decimals: int, threshold: int) -> str:
    text = f"{row.label} {shown(row.value, decimals, unit, threshold)} ({now})"
    if before and row.has_before:
        text += f", {shown(row.before, decimals, unit, threshold)} ({before})"
    return text


def _table(
    rows: Sequence[Bar], now: str, before: str, unit: str, decimals: int, threshold: int, heading: str
) -> SafeString:
    heads = [heading, *([before] if before else []), now]
    body = []
    for row in rows:
        cells = [shown(row.value, decimals, unit, threshold)]
        if before:
            cells.insert(0, shown(row.before, decimals, unit, threshold) if row.has_before else "–")
        body.append([row.label, *cells])
    return table(same_numbers(), heads, body, own=frozenset(i for i, row in enumerate(rows) if row.own))
