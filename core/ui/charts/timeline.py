"""The course of a case: what happened when, how the days given were used, today and the last day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.ui import dates
from core.ui.charts.drawing import Chart, drawing, key_list, shape, table, words

WIDTH, LEFT, RIGHT = 780, 96, 740
HEAD, ROW, FOOT = 34, 34, 34
LETTER = 7.2  # width of a letter at the size of the drawing, about
NEAR = 95  # two upright lines nearer than this have their words on either side


@dataclass(frozen=True)
class Mark:
    """Something that happened, or a span when it has an end. `waiting`: the time was somebody else's."""

    label: str
    on: date
    until: date | None = None
    waiting: bool = False


def timeline(
    title: str, marks: Sequence[Mark], *, key: str, today: date, start: date, due: date, due_words: str = ""
) -> Chart:
    """From `start` to the later of `due`, today and the last mark. One row a mark, in the order given."""
    last = max([due, *(mark.until or mark.on for mark in marks), *([today] if today > due else [])])
    first = min([start, *(mark.on for mark in marks)])
    days = max((last - first).days, 1)

    def place(day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - first).days / days

    bottom = HEAD + ROW * len(marks) + 10
    parts = _days(first, last, place, bottom)
    parts.append(
        shape(
            "rect",
            "span",
            x=place(start),
            y=HEAD - 3,
            width=max(place(min(max(today, start), last)) - place(start), 2),
            height=6,
            rx="3",
        )
    )
    uprights = [place(due), *([place(today)] if first <= today <= last else [])]
    for index, mark in enumerate(marks):
        parts += _mark(mark, HEAD + ROW * index + 24, place, uprights)
    due_words = due_words or _("Sista dag")
    has_today = first <= today <= last and today != due
    now, end = place(today), place(due)
    is_near = has_today and abs(now - end) < NEAR
    parts += _upright(end, bottom, "last", "strong late", due_words, _side(end, now, is_near) or _edge(end))
    if has_today:
        parts += _upright(now, bottom, "today", "strong soon", _("I dag"), _side(now, end, is_near) or "mid")
    desc = "; ".join(_told(mark) for mark in marks)
    desc = f"{desc}. {due_words} {dates.day(due)}."
    return Chart(
        title=title,
        desc=desc,
        svg=drawing(
            parts, width=WIDTH, height=bottom + FOOT, title=title, desc=desc, key=key, css="chart wide only-wide"
        ),
        key=key_list([]),
        table=table(
            _("Händelserna i tabell"), [_("Händelse"), _("Dag")], [[mark.label, _days_of(mark)] for mark in marks]
        ),
    )


def _days(first: date, last: date, place: Callable[[date], float], bottom: float) -> list[str]:
    """A stroke a day for a month or less, else one a week; dates at most six times along the foot."""
    span = (last - first).days
    step = 1 if span <= 31 else (7 if span <= 250 else 30)
    strokes = "".join(f"M{place(first + timedelta(days=n)):.1f} {HEAD}V{bottom}" for n in range(0, span + 1, step))
    parts = [shape("path", "grid", d=strokes), shape("path", "axis", d=f"M{LEFT} {bottom}H{RIGHT}")]
    count = min(5, max(span, 1))
    for index in range(count + 1):
        day = first + timedelta(days=round(span * index / count))
        parts.append(words(f"{day.day} {dates.month_short(day)}", place(day), bottom, "faint mid", dy="1.5em"))
    return parts


def _mark(mark: Mark, y: float, place: Callable[[date], float], uprights: list[float]) -> list[str]:
    x = place(mark.on)
    end = place(mark.until) if mark.until else x
    look = "wait" if mark.waiting else "span"
    parts = [words(f"{mark.on.day} {dates.month_short(mark.on)}", 0, y, "faint", dy="0.35em")]
    if mark.until:
        parts.append(shape("rect", look, x=x, y=y - 3, width=max(end - x, 2), height=6, rx="3"))
    parts.append(shape("circle", "box" if mark.waiting else "dot", cx=x, cy=y, r=6))
    if _stands_before(mark, x, max(end, x), uprights):
        return [*parts, words(mark.label, x - 13, y, "end", dy="0.35em")]
    return [*parts, words(mark.label, max(end, x) + 13, y, "", dy="0.35em")]


def _stands_before(mark: Mark, x: float, end: float, uprights: list[float]) -> bool:
    """Before its dot when the label would else run out of the drawing or across today or the last day."""
    length = len(mark.label) * LETTER
    is_in_the_way = any(end < upright < end + 13 + length for upright in uprights) or end + 13 + length > WIDTH
    return is_in_the_way and x - 13 - length > LEFT - 20


def _upright(x: float, bottom: float, look: str, text_look: str, text: str, side: str) -> list[str]:
    """A line through the rows with its word above: in the middle of it, ending at it, or starting at it."""
    at = {"mid": x, "end": x - 5, "start": x + 5, "edge": WIDTH - 2}[side]
    anchor = {"edge": "end", "start": ""}.get(side, side)
    return [shape("path", look, d=f"M{x:.1f} 20V{bottom}"), words(text, at, 13, f"{text_look} {anchor}".rstrip())]


def _side(x: float, other: float, is_near: bool) -> str:
    """Two words that would run into one another stand on either side of their lines."""
    if not is_near:
        return ""
    if x < other:
        return "end"
    return "start" if x <= WIDTH - 160 else "edge"


def _edge(x: float) -> str:
    return "edge" if x > WIDTH - 80 else "mid"


def _days_of(mark: Mark) -> str:
    return dates.period(mark.on, mark.until) if mark.until else dates.day(mark.on)


def _told(mark: Mark) -> str:
    return f"{mark.label} {_days_of(mark)}"
