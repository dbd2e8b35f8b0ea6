"""The rows behind a number: those one may read now, and how many more there are. [security 7]"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit
from core.access import Acting
from core.ui import dates
from core.ui.pages import paginate, render_part
from followup import policies
from followup.indicators.formulas import FORMULAS
from followup.indicators.rows import SEX, has_rows, parts_of, rows_of
from followup.indicators.year import AreaYear, area_year
from followup.models import Counting, Figure
from followup.presenting import marks
from followup.presenting.cells import Cells, counted_to
from followup.presenting.opening import label_of
from followup.views.finding_it import Place, counting_of, place_or_404
from followup.views.kind import Kind
from followup.views.kinds import kind_of
from followup.work.cells import WORK, told_openly


@dataclass(frozen=True)
class Opened:
    """One number and what it is of."""

    cells: Cells
    cell: str

    @property
    def number(self) -> int | None:
        mark = self.cells[self.cell]
        return mark if isinstance(mark, int) else None

    @property
    def is_by_sex(self) -> bool:
        return parts_of(self.cell)[1] == SEX


@require_GET
def rows(request, area, year, code):
    """A hidden number opens nothing and tells no number."""
    place = place_or_404(request.acting, area, year)
    opened = _opened(request, place, code)
    title = label_of(opened.cell, opened.cells.counting)
    back = f"{reverse('followup:year', args=place.where)}#{code.lower()}"
    crumbs = [{"label": _("Uppföljning %(year)s") % {"year": place.year}, "url": back}]
    context = {"place": place, "title": title, "crumbs": crumbs, "notes": _notes(opened)}
    found = visible_rows(request.acting, place, opened)
    return rows_page(request, context, kind_of(opened.cell), found, opened.number, opened.cells.threshold)


def rows_page(request, context: dict[str, Any], kind: Kind, found: QuerySet, number: int | None, threshold: int):
    """The page of what was found, each row shown a line of the log; without a number nothing is read. [security 5]"""
    if number is None:
        return render_part(request, "followup/rows.html", "results", {**context, "is_hidden": True})
    page = paginate(request, found, row=kind.row)
    shown = [row["pk"] for row in page.rows]
    cases = [row["case"] for row in page.rows] if kind.case else None
    audit.record_many("figures.rows_listed", shown, by=request.acting, object_kind=kind.name, case_ids=cases)
    context |= {"page": page, "heads": kind.heads(), "more": more_than(number, page.count, threshold)}
    return render_part(request, "followup/rows.html", "results", context)


def _opened(request, place: Place, code: str) -> Opened:
    counting = counting_of(request.acting, place)
    if counting is None:
        raise Http404
    figure, number = _figure(request.acting, counting, code)
    cells = Cells(figure, counting)
    cell = request.GET.get("tal") or number(cells.rules)
    if cell not in cells or not has_rows(cell):
        raise Http404
    return Opened(cells, cell)


def _figure(acting: Acting, counting: Counting, code: str) -> tuple[Figure, Callable[[Any], str]]:
    """An indicator of the counting, or the groups' work that was frozen with it; and its own number's cell."""
    if code == WORK:
        return Figure(code=WORK, shown=told_openly(counting.context)), lambda year: "meetings"
    figure = policies.visible_figures(acting).filter(counting=counting, code=code).first()
    if figure is None or code not in FORMULAS:
        raise Http404
    return figure, FORMULAS[code].number


def visible_rows(acting: Acting, place: Place, opened: Opened) -> QuerySet:
    """The rows the number counts, by the same condition, among those that the acting assignment may read now."""
    condition = rows_of(counted_year(place, opened.cells.counting), opened.cell)
    return kind_of(opened.cell).visible(acting, by_sex=opened.is_by_sex).filter(condition)


def counted_year(place: Place, counting: Counting) -> AreaYear:
    """The year as it was counted: late is what was late that day."""
    frozen = date.fromisoformat(counting.context["as_of"])
    return area_year(place.area, place.year, frozen if counting.is_final else max(frozen, counted_to(counting)))


def more_than(number: int, seen: int, threshold: int) -> str:
    """How many the reader may not see, under the same suppression of small numbers."""
    left = number - seen
    if left <= 0:
        return ""
    if not seen:
        words = {"n": marks.text(number, threshold)}
        return _("Talet räknar %(n)s rader. Du får inte se någon av dem i det här uppdraget.") % words
    if left < threshold:
        return _("Färre än %(n)d till får du inte se.") % {"n": threshold}
    return _("%(n)s till får du inte se.") % {"n": marks.text(left, threshold)}


def _notes(opened: Opened) -> list[str]:
    at = dates.moment(opened.cells.counting.confirmed_at)
    words = {"n": marks.text(opened.number, opened.cells.threshold), "at": at}
    counted = _("Talet %(n)s räknades %(at)s. Raderna visas som de är nu.") % words
    if not opened.is_by_sex:
        return [counted]
    sex = _("Kön finns bara för statistiken. Därför visas bara de ärenden där du ändå får veta vem barnet är.")
    return [counted, sex]
