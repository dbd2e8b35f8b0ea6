"""A spider: one axis for each precondition, years laid over each other, the latest strongest."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.ui.charts.drawing import Chart, drawing, key_list, same_numbers, shape, shown, split_label, table, words
from core.ui.numbers import change

WIDTH, HEIGHT, CENTRE, RADIUS = 520, 450, (260, 225), 142
LOOKS = ("s3", "s2", "s1")
LINE = 17  # between lines of a label


@dataclass(frozen=True)
class Ring:
    """One year's values, in the order of the axes; None where too few have answered."""

    name: str
    values: Sequence[float | None]


def spider(
    title: str,
    axes: Sequence[str],
    rings: Sequence[Ring],
    *,
    key: str,
    lowest: float = 1,
    highest: float = 10,
    decimals: int = 1,
    heading: str = "",
    change_heading: str = "",
) -> Chart:
    """Latest ring first, at most three. Longer out is better; the axis begins at `lowest`, as the scale does."""
    if len(rings) > len(LOOKS) or len(axes) < 3:
        raise ValueError("A spider has at least three axes and tells at most three years apart.")
    scale = (lowest, highest)
    parts = _web(len(axes), scale)
    for ring, look in reversed(list(zip(rings, LOOKS, strict=False))):
        parts += _ring(ring, look, scale)
    for index, axis in enumerate(axes):
        parts += _label(index, len(axes), axis, [ring.values[index] for ring in rings[:2]], decimals)
    desc = ". ".join(_told(ring, axes, decimals) for ring in rings) + "."
    samples = [
        (shape("path", look, d="M1 7h34") + (_dot(18, 7) if look == "s3" else ""), ring.name)
        for ring, look in zip(rings, LOOKS, strict=False)
    ]
    return Chart(
        title=title,
        desc=desc,
        svg=drawing(parts, width=WIDTH, height=HEIGHT, title=title, desc=desc, key=key),
        key=key_list(samples),
        table=_table(axes, rings, decimals, heading, change_heading),
    )


def _spot(index: int, count: int, share: float) -> tuple[float, float]:
    angle = 2 * math.pi * index / count - math.pi / 2
    return CENTRE[0] + RADIUS * share * math.cos(angle), CENTRE[1] + RADIUS * share * math.sin(angle)


def _share(value: float, scale: tuple[float, float]) -> float:
    return (value - scale[0]) / (scale[1] - scale[0])


def _path(spots: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots) + "Z"


def _web(count: int, scale: tuple[float, float]) -> list[str]:
    steps = [value for value in range(2, int(scale[1]) + 1, 2) if value > scale[0]]
    parts = [
        shape("path", "grid", d=_path([_spot(i, count, _share(step, scale)) for i in range(count)])) for step in steps
    ]
    for index in range(count):
        x, y = _spot(index, count, 1)
        parts.append(shape("path", "grid", d=f"M{CENTRE[0]} {CENTRE[1]}L{x:.1f} {y:.1f}"))
    for step in steps:
        x, y = _spot(0, count, _share(step, scale))
        parts.append(words(shown(step, 0), x + 5, y, "faint scale", dy="1em"))
    return parts


def _ring(ring: Ring, look: str, scale: tuple[float, float]) -> list[str]:
    count = len(ring.values)
    spots = [_spot(i, count, _share(value, scale)) for i, value in enumerate(ring.values) if value is not None]
    if not spots:
        return []
    is_whole = len(spots) == count
    outline = _path(spots) if is_whole else ""
    parts = [shape("path", "area", d=outline)] if look == "s3" and outline else []
    if outline:
        parts.append(shape("path", look, d=outline))
    else:
        parts += [
            shape("path", look, d=f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}")
            for (ax, ay), (bx, by) in _neighbours(ring, scale)
        ]
    return parts + ([_dot(x, y) for x, y in spots] if look == "s3" else [])


def _neighbours(ring: Ring, scale: tuple[float, float]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Pairs of spots that lie beside each other: over a missing axis no line is drawn."""
    count = len(ring.values)
    for index, value in enumerate(ring.values):
        after = ring.values[(index + 1) % count]
        if value is not None and after is not None:
            yield _spot(index, count, _share(value, scale)), _spot((index + 1) % count, count, _share(after, scale))


def _dot(x: float, y: float) -> str:
    return shape("circle", "dot", cx=x, cy=y, r=5)


def _label(index: int, count: int, axis: str, latest: list[float | None], decimals: int) -> list[str]:
    x, y = _spot(index, count, 1.12)
    side = "mid" if abs(x - CENTRE[0]) < 20 else ("end" if x < CENTRE[0] else "")
    rows = split_label(axis, longest=12)
    height = LINE * (len(rows) + 1)
    top = (
        y - height + 8 if y < CENTRE[1] - RADIUS else (y + 12 if y > CENTRE[1] + RADIUS * 0.8 else y - height / 2 + 12)
    )
    parts = [words(row, x, top + LINE * place, side) for place, row in enumerate(rows)]
    value = latest[0]
    fell = value is not None and len(latest) > 1 and latest[1] is not None and value < latest[1]
    text = ("▼ " if fell else "") + (shown(value, decimals) if value is not None else "–")
    return [*parts, words(text, x, top + LINE * len(rows), f"v late {side}".strip() if fell else f"v {side}".strip())]


def _told(ring: Ring, axes: Sequence[str], decimals: int) -> str:
    pairs = zip(axes, ring.values, strict=True)
    return f"{ring.name}: " + ", ".join(f"{axis} {'–' if v is None else shown(v, decimals)}" for axis, v in pairs)


def _table(axes: Sequence[str], rings: Sequence[Ring], decimals: int, heading: str, change_heading: str) -> SafeString:
    older_first = list(reversed(rings))
    heads = [
        heading,
        *(ring.name for ring in older_first),
        *([change_heading] if change_heading and len(rings) > 1 else []),
    ]
    body = []
    for index, axis in enumerate(axes):
        cells = ["–" if (v := ring.values[index]) is None else shown(v, decimals) for ring in older_first]
        if len(heads) > len(rings) + 1:
            now, then = rings[0].values[index], rings[1].values[index]
            cells.append("–" if now is None or then is None else change(round(now - then, decimals), decimals))
        body.append([axis, *cells])
    return table(same_numbers(), heads, body)
