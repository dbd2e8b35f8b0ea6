"""Lines over years: one's own solid with dots, what it is compared with dashed with boxes, a third dotted."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.ui.charts.drawing import Chart, drawing, key_list, nice_top, same_numbers, shape, shown, table, words

WIDTH, HEIGHT = 500, 310
LEFT, RIGHT, TOP, BOTTOM = 46, 430, 40, 270
NEAR = 34  # a number above its dot and the goal's words cover each other within so much
LOOKS = (("s3", "dot"), ("s2", "box"), ("s1", "ring"))


@dataclass(frozen=True)
class Series:
    """Values in the order of the periods; None leaves a gap. The first series of a chart is the reader's own."""

    name: str
    values: Sequence[float | None]


def lines(
    title: str,
    periods: Sequence[str],
    series: Sequence[Series],
    *,
    key: str,
    unit: str = "",
    decimals: int = 0,
    goal: float | None = None,
    goal_words: str = "",
    top: float | None = None,
    heading: str = "",
) -> Chart:
    """At most three series: more can't be told apart in grey. `top` ends the scale (100 for shares)."""
    if len(series) > len(LOOKS):
        raise ValueError("A line chart tells at most three series apart.")
    values = [v for one in series for v in one.values if v is not None]
    end = top or nice_top(max([*values, goal or 0]))
    xs = _places(len(periods))
    parts = _grid(end, decimals, unit, goal, goal_words if _has_room(values, goal, end) else "")
    for one, (line, marker) in reversed(list(zip(series, LOOKS, strict=False))):
        parts += _line(one, xs, end, line, marker, decimals)
    for index, (x, period) in enumerate(zip(xs, periods, strict=True)):
        parts.append(words(period, x, BOTTOM, "mid strong" if index == len(periods) - 1 else "mid faint", dy="1.5em"))
    desc = ". ".join(_told(one, periods, decimals, unit) for one in series) + "."
    entries = [(_sample(line, marker), one.name) for one, (line, marker) in zip(series, LOOKS, strict=False)]
    if goal is not None:
        entries.append((shape("path", "goal", d="M1 7h34"), goal_words))
    body = [
        [p, *(_cell(one.values[i], decimals, unit) for one in series)] for i, p in reversed(list(enumerate(periods)))
    ]
    return Chart(
        title=title,
        desc=desc,
        svg=drawing(parts, width=WIDTH, height=HEIGHT, title=title, desc=desc, key=key),
        key=key_list(entries),
        table=table(same_numbers(), [heading, *(one.name for one in series)], body, own=frozenset({0})),
    )


def _places(count: int) -> list[float]:
    if count == 1:
        return [(LEFT + RIGHT) / 2]
    first, last = LEFT + 12, RIGHT - 14
    return [first + (last - first) * index / (count - 1) for index in range(count)]


def _height(value: float, end: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / end


def _has_room(values: Sequence[float], goal: float | None, end: float) -> bool:
    """The goal's words stand on its line unless a number stands there; the list under the chart has them anyway."""
    return goal is None or all(abs(_height(value, end) - _height(goal, end)) > NEAR for value in values)


def _grid(end: float, decimals: int, unit: str, goal: float | None, goal_words: str) -> list[str]:
    parts = []
    for quarter in range(5):
        value, y = end * quarter / 4, _height(end * quarter / 4, end)
        parts.append(shape("path", "axis" if quarter == 0 else "grid", d=f"M{LEFT} {y:.1f}H{RIGHT + 10}"))
        parts.append(
            words(
                shown(value, decimals if value % 1 == 0 else max(decimals, 1)),
                LEFT - 6,
                y,
                "faint scale end",
                dy="0.35em",
            )
        )
    if goal is not None:
        y = _height(goal, end)
        parts.append(shape("path", "goal", d=f"M{LEFT} {y:.1f}H{RIGHT + 10}"))
        if goal_words:
            parts.append(words(goal_words, LEFT + 4, y, "strong", dy="-0.5em"))
    return parts


def _line(one: Series, xs: list[float], end: float, line: str, marker: str, decimals: int) -> list[str]:
    spots = [(x, _height(v, end), v) for x, v in zip(xs, one.values, strict=True) if v is not None]
    parts = [shape("polyline", line, points=" ".join(run)) for run in _runs(one, xs, end) if len(run) > 1]
    parts += [_marker(marker, x, y) for x, y, _value in spots]
    if marker == "dot":
        return parts + [words(shown(v, decimals), x, y, "v mid", dy="-0.75em") for x, y, v in spots]
    if spots:
        x, y, value = spots[-1]
        parts.append(words(shown(value, decimals), x + 13, y, "faint", dy="0.35em"))
    return parts


def _runs(one: Series, xs: list[float], end: float) -> list[list[str]]:
    """Unbroken stretches of the line; a missing year is a gap, never a guess."""
    runs: list[list[str]] = [[]]
    for x, value in zip(xs, one.values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{x:.1f},{_height(value, end):.1f}")
    return runs


def _marker(kind: str, x: float, y: float) -> str:
    if kind == "box":
        return shape("rect", "box", x=x - 4.5, y=y - 4.5, width=9, height=9)
    return shape("circle", kind, cx=x, cy=y, r=6 if kind == "dot" else 4)


def _sample(line: str, marker: str) -> str:
    return shape("path", line, d="M1 7h34") + _marker(marker, 18, 7)


def _cell(value: float | None, decimals: int, unit: str) -> str:
    return "–" if value is None else shown(value, decimals, unit)


def _told(one: Series, periods: Sequence[str], decimals: int, unit: str) -> str:
    pairs = zip(periods, one.values, strict=True)
    return f"{one.name}: " + ", ".join(f"{period} {_cell(value, decimals, unit)}" for period, value in pairs)
