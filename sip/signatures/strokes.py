"""A name drawn on the screen, as strokes: read from what a browser sends, and drawn again. [F106]"""

import json

WIDTH, HEIGHT = 600, 200
MOST_STROKES, MOST_POINTS, FEWEST_POINTS = 80, 3000, 6
LONGEST = 40_000  # letters of what is sent

Strokes = list[list[list[int]]]


def read(sent: str) -> Strokes:
    """The strokes: each a list of points (x, y) within the box. Raises ValueError for anything else.

    Nothing drawn, or a mere dot, is no signature and gives no strokes.
    """
    if len(sent) > LONGEST:
        raise ValueError("too long")
    try:
        found = json.loads(sent or "[]")
    except (ValueError, RecursionError) as error:
        raise ValueError("no strokes") from error
    if not isinstance(found, list) or len(found) > MOST_STROKES:
        raise ValueError("no strokes")
    strokes = [_stroke(one) for one in found]
    points = sum(map(len, strokes))
    if points > MOST_POINTS:
        raise ValueError("too many points")
    return strokes if points >= FEWEST_POINTS else []


def _stroke(one: object) -> list[list[int]]:
    if not isinstance(one, list) or not one:
        raise ValueError("no stroke")
    for point in one:
        if not (isinstance(point, list) and len(point) == 2 and all(type(part) is int for part in point)):
            raise ValueError("no point")
        if not (0 <= point[0] <= WIDTH and 0 <= point[1] <= HEIGHT):
            raise ValueError("outside the box")
    return one


def path(strokes: Strokes) -> str:
    """The same as an SVG path: whole numbers alone, whatever the row holds."""
    parts = []
    for stroke in strokes:
        (x, y), *rest = stroke
        parts.append(f"M{int(x)} {int(y)}" + ("".join(f"L{int(at)} {int(to)}" for at, to in rest) or "h0"))
    return "".join(parts)
