"""The released figures, one number a row, with names that stay the same. [I-R5, I-R6]

A number that was hidden says so in `state` and has no value: nought is a number, hidden is none.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from core.ui.said import said
from followup.models import Counting, Figure
from followup.presenting.opening import label_of
from followup.states import SENT_ON
from followup.suppress import FEW, HIDDEN, Mark

Row = dict[str, Any]
KEYS = (
    "id region area area_name period_from period_to indicator indicator_title definition_version cell cell_title unit "
    "state value least most threshold counted_at published_at"
).split()


def released(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """The last count of each follow-up that another than its maker has sent on; nothing of any other year."""
    last = Counting.objects.filter(follow_up=OuterRef("follow_up")).order_by("-computed_at", "-created_at")
    found = figures.filter(follow_up__status__in=SENT_ON, counting=Subquery(last.values("pk")[:1]))
    found = found.select_related("region", "counting", "area", "follow_up")
    return found.order_by("region__code", "area__code", "period_from", "code")


def rows_of(figures: Iterable[Figure]) -> list[Row]:
    return [row for figure in figures for row in _rows(figure)]


def _rows(figure: Figure) -> Iterator[Row]:
    for cell, mark in sorted(figure.shown.items()):
        yield _row(figure, cell, _cell_title(cell, figure.counting), "count", mark)
    for name, days in sorted(figure.days.items()):
        for kind, number in sorted(days.items()):
            yield _row(figure, f"days.{name}.{kind}", _days_title(name, kind), "days", number)


def _row(figure: Figure, cell: str, title: str, unit: str, mark: Mark | float) -> Row:
    counting = figure.counting
    region, area, version = figure.region.code, figure.area.code, figure.formula_version
    least, most = bounds(mark, counting.threshold)
    return {
        "id": f"{region}/{area}/{counting.year}/{figure.code}/v{version}/{cell}",
        "region": region,
        "area": area,
        "area_name": counting.context["area"],
        "period_from": figure.period_from.isoformat(),
        "period_to": figure.period_to.isoformat(),
        "indicator": figure.code,
        "indicator_title": _title(figure),
        "definition_version": version,
        "cell": cell,
        "cell_title": title,
        "unit": unit,
        "state": mark if mark in (FEW, HIDDEN) else "shown",
        "value": None if mark in (FEW, HIDDEN) else mark,
        "least": least,
        "most": most,
        "threshold": counting.threshold,
        "counted_at": figure.computed_at.isoformat(),
        "published_at": _published_at(figure),
    }


def bounds(mark: Mark | float, threshold: int) -> tuple[int | None, int | None]:
    """What a reader may know of a number that is not told: of few that it is one at least; of a hidden one nothing."""
    return (1, threshold - 1) if mark == FEW else (None, None)


def _published_at(figure: Figure) -> str | None:
    reported_at = figure.follow_up.reported_at if figure.follow_up else None
    return reported_at.isoformat() if reported_at else None


def _title(figure: Figure) -> str:
    titles = {one["code"]: one["title"] for one in figure.counting.context["indicators"]}
    return said(titles.get(figure.code, figure.code))


def _cell_title(cell: str, counting: Counting) -> str:
    if cell == "children":
        return _("Barn som ärendena gäller, räknade hos varje huvudman")
    return _("Barn som planerna gäller") if cell == "sip_children" else label_of(cell, counting)


def _days_title(name: str, kind: str) -> str:
    what = {
        "called": _("Dagar till kallelsen"),
        "sat": _("Dagar till mötet"),
        "closed": _("Dagar tills avvikelsen avslutades"),
    }[name]
    return _("%(what)s, längst") % {"what": what} if kind == "longest" else _("%(what)s, median") % {"what": what}
