"""The rows behind a number: those one may read now, and how many more there are. [security 7]"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit
from core.access import Acting
from core.ui import badges, dates
from core.ui.pages import paginate, render_part
from deviations.policies import visible_reports
from followup import policies
from followup.indicators.formulas import FORMULAS, Formula
from followup.indicators.year import AreaYear, area_year
from followup.models import Counting
from followup.presenting import marks
from followup.presenting.cells import Cells, counted_to
from followup.views.finding_it import Place, counting_of, place_or_404
from followup.views.year import row_label
from sip.cases.policies import visible_forum_cases


@dataclass(frozen=True)
class Opened:
    """One number and what it is of."""

    formula: Formula
    cells: Cells
    cell: str

    @property
    def number(self) -> int | None:
        mark = self.cells[self.cell]
        return mark if isinstance(mark, int) else None


@require_GET
def rows(request, area, year, code):
    """A hidden number opens nothing and tells no number."""
    place = place_or_404(request.acting, area, year)
    opened = _opened(request, place, code)
    title = row_label(opened.cell)
    crumbs = [
        {"label": _("Uppföljning %(year)s") % {"year": place.year}, "url": reverse("followup:year", args=place.where)}
    ]
    context = {"place": place, "title": title, "crumbs": crumbs, "is_hidden": opened.number is None}
    if opened.number is None:
        return render_part(request, "followup/rows.html", "results", context)
    found = visible_rows(request.acting, place, opened)
    page = paginate(request, found, row=_case_row if opened.formula.of_cases else _report_row)
    _record(request, opened, [row["pk"] for row in page.rows])
    context |= {"page": page, "heads": _heads(opened.formula), "more": _more(opened, page.count)}
    context["note"] = _note(opened)
    return render_part(request, "followup/rows.html", "results", context)


def _opened(request, place: Place, code: str) -> Opened:
    counting, formula = counting_of(request.acting, place), FORMULAS.get(code)
    if counting is None or formula is None:
        raise Http404
    figure = policies.visible_figures(request.acting).filter(counting=counting, code=code).first()
    if figure is None:
        raise Http404
    cells = Cells(figure, counting)
    cell = request.GET.get("tal") or formula.number(cells.rules)
    if cell not in formula.opens(cells.rules):
        raise Http404
    return Opened(formula, cells, cell)


def visible_rows(acting: Acting, place: Place, opened: Opened) -> QuerySet:
    """The rows the number counts, by the same condition, among those that the acting assignment may read now."""
    condition = opened.formula.rows(counted_year(place, opened.cells.counting), opened.cell)
    if opened.formula.of_cases:
        cases = visible_forum_cases(acting).filter(condition)
        return cases.select_related("case", "district").order_by("-raised_on", "case_id")
    return visible_reports(acting).filter(condition).for_list()


def counted_year(place: Place, counting: Counting) -> AreaYear:
    """The year as it was counted: late is what was late that day."""
    frozen = date.fromisoformat(counting.context["as_of"])
    return area_year(place.area, place.year, frozen if counting.is_final else max(frozen, counted_to(counting)))


def _heads(formula: Formula) -> list[str]:
    if formula.of_cases:
        return [_("Kod"), _("Läge"), _("Stadsdel"), _("Väckt"), _("Första mötet")]
    return [_("Kod"), _("Läge"), _("Skickad"), _("Från")]


def _case_row(case) -> dict:
    day = dates.day(case.held_on) if case.held_on else marks.DASH
    return {
        "pk": case.pk,
        "cells": [
            {"text": case.case.code, "url": reverse("sip:case_detail", args=[case.pk])},
            {"badge": case.get_status_display(), "is": badges.MEANINGS.get(case.status, ""), "label": _("Läge")},
            {"text": case.district.name, "label": _("Stadsdel")},
            {"text": dates.day(case.raised_on), "label": _("Väckt")},
            {"text": day, "label": _("Första mötet")},
        ],
    }


def _report_row(report) -> dict:
    return {
        "pk": report.pk,
        "cells": [
            {"text": report.code, "url": reverse("deviations:detail", args=[report.pk])},
            {"badge": report.get_status_display(), "is": badges.MEANINGS.get(report.status, ""), "label": _("Läge")},
            {"text": dates.day(report.first_sent_on), "label": _("Skickad")},
            {"text": report.unit.name, "label": _("Från")},
        ],
    }


def _more(opened: Opened, seen: int) -> str:
    """How many the reader may not see, under the same suppression of small numbers."""
    left = (opened.number or 0) - seen
    if left <= 0:
        return ""
    if not seen:
        words = {"n": marks.text(opened.number, opened.cells.threshold)}
        return _("Talet räknar %(n)s rader. Du får inte se någon av dem i det här uppdraget.") % words
    if left < opened.cells.threshold:
        return _("Färre än %(n)d till får du inte se.") % {"n": opened.cells.threshold}
    return _("%(n)s till får du inte se.") % {"n": marks.text(left, opened.cells.threshold)}


def _note(opened: Opened) -> str:
    at = dates.moment(opened.cells.counting.confirmed_at)
    words = {"n": marks.text(opened.number, opened.cells.threshold), "at": at}
    return _("Talet %(n)s räknades %(at)s. Raderna visas som de är nu.") % words


def _record(request, opened: Opened, shown: list) -> None:
    """Each row shown is a line of the log. [security 5]"""
    kind = "sip.forumcase" if opened.formula.of_cases else "deviations.deviationreport"
    cases = shown if opened.formula.of_cases else None
    audit.record_many("figures.rows_listed", shown, by=request.acting, object_kind=kind, case_ids=cases)
