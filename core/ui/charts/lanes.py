"""Much that happened, a lane for each kind; below it the clocks that ran, as bars with their last day."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.ui import dates
from core.ui.charts.drawing import Chart, drawing, key_list, shape, split_label, table, words

WIDTH, LEFT, RIGHT = 780, 216, 752
HEAD, ROW, FOOT = 30, 40, 34
LETTERS = 27  # of a label's line


@dataclass(frozen=True)
class Lane:
    """A kind of event and the days of each; several on a day are one dot with their number."""

    label: str
    days: Sequence[date]


@dataclass(frozen=True)
class Span:
    """A clock: from its first day to the day it ended, today for one that runs. `is_late`: past its last day."""

    label: str
    start: date
    until: date
    due: date
    is_late: bool = False


def lanes(title: str, rows: Sequence[Lane], spans: Sequence[Span], *, key: str, today: date) -> Chart:
    """From the first day of anything to the last, today where something still runs."""
    days = [day for row in rows for day in row.days]
    days += [day for span in spans for day in (span.start, span.until, span.due)]
    first, last = min(days, default=today), max(days, default=today)
    length = max((last - first).days, 1)

    def place(day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - first).days / length

    bottom = HEAD + ROW * (len(rows) + len(spans)) + 6
    parts = _foot(first, last, place, bottom)
    if first <= today <= last:
        parts += [shape("path", "today", d=f"M{place(today):.1f} 20V{bottom}")]
        parts += [words(_("I dag"), place(today), 13, f"strong soon {_anchor(place(today))}".rstrip())]
    for index, row in enumerate(rows):
        parts += _lane(row, HEAD + ROW * index + ROW / 2, place)
    for index, span in enumerate(spans, start=len(rows)):
        parts += _span(span, HEAD + ROW * index + ROW / 2, place)
    desc = "; ".join([*(_said(row) for row in rows), *(_told(span) for span in spans)]) + "."
    return Chart(
        title=title,
        desc=desc,
        svg=drawing(
            parts, width=WIDTH, height=bottom + FOOT, title=title, desc=desc, key=key, css="chart wide only-wide"
        ),
        key=key_list([(shape("path", "last", d="M18 0V14"), _("Sista dag"))] if spans else []),
        table=table(
            _("Frister i tabell"),
            [_("Frist"), _("Började"), _("Sista dag"), _("Slutade")],
            [
                [
                    one.label,
                    dates.day(one.start),
                    dates.day(one.due),
                    dates.day(one.until) if one.until != today else "",
                ]
                for one in spans
            ],
        )
        if spans
        else SafeString(""),
    )


def _foot(first: date, last: date, place: Callable[[date], float], bottom: float) -> list[str]:
    """Dates at most six times along the foot, with a stroke up through the lanes."""
    span = (last - first).days
    count = min(5, max(span, 1))
    shown = [first + timedelta(days=round(span * index / count)) for index in range(count + 1)]
    strokes = "".join(f"M{place(day):.1f} {HEAD}V{bottom}" for day in shown)
    parts = [shape("path", "grid", d=strokes), shape("path", "axis", d=f"M{LEFT} {bottom}H{RIGHT}")]
    for day in shown:
        parts.append(words(_short(day, span), place(day), bottom, "faint mid", dy="1.5em"))
    return parts


def _short(day: date, span: int) -> str:
    """The year stands where the drawing is longer than one."""
    return f"{day.day} {dates.month_short(day)}" if span < 365 else f"{dates.month_short(day)} {day.year}"


def _label(text: str, y: float) -> list[str]:
    lines = split_label(text, longest=LETTERS)
    top = y - 8 * (len(lines) - 1)
    return [words(line, 0, top + 16 * index, "", dy="0.35em") for index, line in enumerate(lines)]


def _lane(row: Lane, y: float, place: Callable[[date], float]) -> list[str]:
    parts = [*_label(row.label, y), shape("path", "grid", d=f"M{LEFT} {y}H{RIGHT}")]
    for day, number in sorted(Counter(row.days).items()):
        parts.append(shape("circle", "dot", cx=place(day), cy=y, r=6 if number == 1 else 7))
        if number > 1:
            parts.append(words(str(number), place(day), y - 10, "faint mid scale"))
    return parts


def _span(span: Span, y: float, place: Callable[[date], float]) -> list[str]:
    start, end, due = place(span.start), place(span.until), place(span.due)
    return [
        *_label(span.label, y),
        shape("rect", "span", x=start, y=y - 4, width=max(end - start, 3), height=8, rx="4"),
        shape("path", "last", d=f"M{due:.1f} {y - 13}V{y + 13}"),
    ]


def _anchor(x: float) -> str:
    return "mid" if LEFT + 20 < x < WIDTH - 30 else ("end" if x >= WIDTH - 30 else "")


def _said(row: Lane) -> str:
    return f"{row.label}: " + ", ".join(
        dates.day(day) + (f" ({number})" if number > 1 else "") for day, number in sorted(Counter(row.days).items())
    )


def _told(span: Span) -> str:
    return f"{span.label}: {dates.period(span.start, span.until)}, {_('Sista dag').lower()} {dates.day(span.due)}"
