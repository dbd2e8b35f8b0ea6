"""A heat table: who has difficulties with whom. The number is always written; the shade only helps the eye."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.ui.charts.drawing import Chart
from core.ui.numbers import number

STEPS = 4
Cells = Mapping[tuple[str, str], int | str | None]
Links = Mapping[tuple[str, str], str]


def heat(
    title: str,
    names: Sequence[str],
    cells: Cells,
    *,
    caption: str,
    links: Links | None = None,
    short: Mapping[str, str] | None = None,
    sums: bool = True,
    threshold: int = 5,
    corner: str = "",
    total: str = "",
) -> Chart:
    """Rows and columns are `names`; a cell is a count, None for one too small to show, absent for nought.

    A text stands for a number that is kept back and shows as it is; it goes with `sums` off.

    `links` opens the rows that a cell counts. Sums leave out nothing that is shown; where a row holds a count too
    small to show, its sum is left out too (the difference would tell it) unless `sums` is off altogether.
    """
    highest = max((v for v in cells.values() if isinstance(v, int)), default=0)
    head = "".join(f'<th scope="col">{_name(name, short)}</th>' for name in names)
    if sums:
        head += f'<th scope="col">{escape(total)}</th>'
    body = "".join(_row(name, names, cells, highest, links or {}, short, sums, threshold) for name in names)
    desc = "; ".join(_told(names, cells, threshold)) + "."
    head = f'<th scope="col"><span class="hide">{escape(corner)}</span></th>{head}'
    html = (
        f'<table class="heat"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
    return Chart(title=title, desc=desc, svg=mark_safe(""), key=mark_safe(""), table=mark_safe(html))  # noqa: S308 - escaped


def _row(
    name: str,
    names: Sequence[str],
    cells: Cells,
    highest: int,
    links: Links,
    short: Mapping[str, str] | None,
    sums: bool,
    threshold: int,
) -> str:
    html = f'<tr><th scope="row">{_name(name, short)}</th>'
    html += "".join(_cell(name, other, cells.get((name, other), 0), highest, links, threshold) for other in names)
    if sums:
        found = [cells.get((name, other), 0) for other in names if other != name]
        known = [value for value in found if isinstance(value, int)]
        html += f'<td class="sum">{number(sum(known)) if len(known) == len(found) else "–"}</td>'
    return html + "</tr>"


def _cell(row: str, column: str, value: int | str | None, highest: int, links: Links, threshold: int) -> str:
    if row == column and not value:
        return (
            f'<td class="self"><span aria-hidden="true">–</span><span class="hide">{_("Samma verksamhet")}</span></td>'
        )
    if value is None:
        return f'<td class="few">&lt;{threshold}</td>'
    if isinstance(value, str):
        return f'<td class="few">{escape(value)}</td>'
    css = f' class="h{_step(value, highest)}"' if value else ""
    if not value or (row, column) not in links:
        return f"<td{css}>{number(value)}</td>"
    said = _("%(n)s: %(row)s om %(column)s") % {"n": number(value), "row": row, "column": column}
    return f'<td{css}><a href="{escape(links[row, column])}" aria-label="{escape(said)}">{number(value)}</a></td>'


def _step(value: int, highest: int) -> int:
    """1 to 4: quarters of the highest count."""
    return max(1, -(-STEPS * value // highest))


def _name(name: str, short: Mapping[str, str] | None) -> str:
    if not short or short.get(name, name) == name:
        return escape(name)
    return (
        f'<span class="long">{escape(name)}</span><span class="short" aria-hidden="true">{escape(short[name])}</span>'
    )


def _told(names: Sequence[str], cells: Cells, threshold: int) -> Iterator[str]:
    for row in names:
        for column in names:
            value = cells.get((row, column), 0)
            if value is None or value:
                shown = f"<{threshold}" if value is None else value if isinstance(value, str) else number(value)
                yield _("%(row)s om %(column)s %(n)s") % {"row": row, "column": column, "n": shown}
