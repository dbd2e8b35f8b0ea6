"""Shapes and words that all charts share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.ui.numbers import number

INK, SOFT, LINE, STRONG_LINE = "#1b1e25", "#555963", "#dfdbd3", "#85807a"
ACCENT, GREY, LATE, OK, SHEET = "#2d4690", "#6b6f79", "#c2381f", "#2c8149", "#ffffff"

LOOKS = {
    "axis": {"fill": "none", "stroke": STRONG_LINE, "stroke-width": "1"},
    "grid": {"fill": "none", "stroke": LINE, "stroke-width": "1"},
    "s1": {"fill": "none", "stroke": GREY, "stroke-width": "2", "stroke-dasharray": "0.1 5", "stroke-linecap": "round"},
    "s2": {"fill": "none", "stroke": SOFT, "stroke-width": "2", "stroke-dasharray": "9 5"},
    "s3": {"fill": "none", "stroke": ACCENT, "stroke-width": "3", "stroke-linejoin": "round"},
    "area": {"fill": ACCENT, "fill-opacity": "0.09", "stroke": "none"},
    "goal": {"fill": "none", "stroke": OK, "stroke-width": "2", "stroke-dasharray": "2 3"},
    "dot": {"fill": ACCENT, "stroke": SHEET, "stroke-width": "2"},
    "box": {"fill": SHEET, "stroke": SOFT, "stroke-width": "2"},
    "ring": {"fill": SHEET, "stroke": GREY, "stroke-width": "2"},
    "bar": {"fill": GREY},
    "bar own": {"fill": ACCENT},
    "few": {"fill": "none", "stroke": STRONG_LINE, "stroke-width": "1.5", "stroke-dasharray": "4 3"},
    "tick": {"fill": "none", "stroke": INK, "stroke-width": "3"},
    "span": {"fill": ACCENT},
    "wait": {"fill": GREY},
    "today": {"fill": "none", "stroke": "#b06d00", "stroke-width": "2"},
    "last": {"fill": "none", "stroke": LATE, "stroke-width": "2", "stroke-dasharray": "6 3"},
}
WORDS = {
    "faint": {"fill": SOFT},
    "strong": {"font-weight": "600"},
    "v": {"font-weight": "700"},
    "mid": {"text-anchor": "middle"},
    "end": {"text-anchor": "end"},
    "late": {"fill": "#982413"},
    "soon": {"fill": "#744500"},
    "scale": {"font-size": "11.5"},
}


@dataclass(frozen=True)
class Chart:
    """`title` the finding, `desc` the values in words, then the drawing, its key and the table of its numbers."""

    title: str
    desc: str
    svg: SafeString
    key: SafeString
    table: SafeString


def points(value: float) -> str:
    """A coordinate, one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def shape(tag: str, look: str = "", **attributes: float | str) -> str:
    """One element. `look` names what it looks like; coordinates are numbers, names with _ become -."""
    given = {name.replace("_", "-"): points(v) if isinstance(v, int | float) else v for name, v in attributes.items()}
    merged = {**LOOKS.get(look, {}), **given}
    css = f' class="{look}"' if look else ""
    return f"<{tag}{css}" + "".join(f' {name}="{escape(value)}"' for name, value in merged.items()) + "/>"


def words(text: str, x: float, y: float, look: str = "", dy: str = "") -> str:
    """A line of text; `look` is any of WORDS, several with spaces."""
    attributes = {"fill": INK}
    for name in look.split():
        attributes |= WORDS[name]
    styled = "".join(f' {name}="{value}"' for name, value in attributes.items())
    css = f' class="{look}"' if look else ""
    shift = f' dy="{dy}"' if dy else ""
    return f'<text{css} x="{points(x)}" y="{points(y)}"{shift}{styled}>{escape(text)}</text>'


def drawing(
    parts: Iterable[str], *, width: float, height: float, title: str, desc: str, key: str, css: str = "chart"
) -> SafeString:
    """The SVG around the shapes. `key` makes its ids the page's own."""
    body = "".join(parts)
    return mark_safe(  # noqa: S308 - every text went through escape in words(), shape() or here
        f'<svg class="{css}" viewBox="0 0 {points(width)} {points(height)}" role="img" '
        f'aria-labelledby="{escape(key)}-t {escape(key)}-d" font-family="Inter, sans-serif" font-size="13.5">'
        f'<title id="{escape(key)}-t">{escape(title)}</title><desc id="{escape(key)}-d">{escape(desc)}</desc>'
        f"{body}</svg>"
    )


def key_list(entries: Sequence[tuple[str, str]]) -> SafeString:
    """What each look means: (shapes in a 36 by 14 box, words)."""
    lines = (
        f'<li><svg viewBox="0 0 36 14" width="36" height="14" aria-hidden="true">{drawn}</svg> {escape(text)}</li>'
        for drawn, text in entries
    )
    return mark_safe(f'<ul class="key">{"".join(lines)}</ul>' if entries else "")  # noqa: S308 - escaped above


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, own: frozenset[int] = frozenset()
) -> SafeString:
    """The same numbers, right-aligned; rows whose index is in `own` are the reader's own."""
    top = "".join(f'<th scope="col"{_num(place)}>{escape(head)}</th>' for place, head in enumerate(heads))
    body = "".join(_row(row, index in own) for index, row in enumerate(rows))
    return mark_safe(  # noqa: S308 - escaped above and in _row
        f'<table class="table keeps"><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _num(place: int) -> str:
    return ' class="num"' if place else ""


def _row(cells: Sequence[str], is_own: bool) -> str:
    first, *rest = cells
    css = ' class="own"' if is_own else ""
    return (
        f'<tr{css}><th scope="row">{escape(first)}</th>'
        + "".join(f'<td class="num">{escape(cell)}</td>' for cell in rest)
        + "</tr>"
    )


def same_numbers() -> str:
    return _("Samma tal i tabell")


def shown(value: float | None, decimals: int, unit: str = "", threshold: int = 5) -> str:
    """A value for the reader; None is a count too small to show."""
    if value is None:
        return f"<{threshold}"
    return number(value, decimals) + (f"\u00a0{unit}" if unit else "")


def nice_top(highest: float) -> float:
    """A round end of the scale, at or just over the highest value."""
    if highest <= 0:
        return 1
    size = 10 ** (len(str(int(highest))) - 1) if highest >= 1 else 1
    for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10):
        if step * size >= highest:
            return step * size
    return 10 * size


def split_label(label: str, longest: int = 14) -> list[str]:
    """Words laid on lines of about `longest` letters; a long word stands alone."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
