"""The region's year ready for its page: where it stands, the areas' years, the numbers, the texts. [F136, SM-9]"""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.obligations.models import Obligation
from core.ui import badges, dates
from followup import policies as areas
from followup.choices import RegionalSection
from followup.deadlines import FOLLOWED_UP
from followup.indicators.rows import has_rows
from followup.models import AnnualFollowUp, Compilation, CompilationSection, RegionCount
from followup.presenting import marks
from followup.presenting.cells import Shown
from followup.region import policies
from followup.region.findings import Compared, compared
from followup.region.report import included, method
from followup.region.years import published_before, standing
from followup.states import SENT_ON, CompilationStatus
from followup.views.job_panel import latest_region_job

C = CompilationStatus
ORDER = [C.OPEN, C.COLLECTING, C.DRAFTED, C.RELEASED]


def region_page(acting: Acting, compilation: Compilation) -> dict[str, Any]:
    rows = policies.visible_counts(acting).filter(Q(compilation=compilation) | published_before(compilation))
    counts = standing(rows.select_related("compilation"), compilation.year)
    count = counts[-1] if counts and counts[-1].compilation_id == compilation.pk else None
    found = compared(counts) if count else []
    may = policies.verbs(acting, compilation)
    years = list(areas.visible_follow_ups(acting).filter(year=compilation.year).select_related("area"))
    return {
        "compilation": compilation,
        "title": _("Regionens uppföljning %(year)s") % {"year": compilation.year},
        "lead": _lead(acting, compilation),
        "steps": _steps(compilation),
        "may": may,
        "count": count,
        "included": included(count) if count else "",
        "legend": marks.legend(count.threshold) if count else "",
        "method": method(count) if count else [],
        "found": [_opened(one, compilation.year, {str(year.area_id) for year in years}) for one in found],
        "areas": _areas(years, count) if acting.role in areas.COMPILERS else [],
        "sections": _sections(acting, compilation),
        "panel": latest_region_job(acting, compilation),
    }


def _lead(acting: Acting, compilation: Compilation) -> str:
    """One sentence: where it stands and what comes next."""
    if compilation.status == C.DRAFTED and policies.has_made(acting, compilation):
        return _("Sammanställningen är klar. Du gjorde den, så någon annan publicerar den.")
    return {
        C.OPEN: _("Året är slut. Nästa steg är att räkna och låsa regionens tal, när områdena har skickat sina."),
        C.COLLECTING: _("Talen är låsta. Nästa steg är att skriva den regionala analysen och svaret till grupperna."),
        C.DRAFTED: _("Sammanställningen är klar. Nästa steg är att någon annan läser och publicerar den."),
        C.RELEASED: _("Så här blev året i områdena tillsammans, och det här svarar den regionala nivån."),
    }[C(compilation.status)]


def _steps(compilation: Compilation) -> list[dict[str, str]]:
    reached = ORDER.index(C(compilation.status))
    titles = [
        (_("Året slut"), ""),
        (_("Talen låsta"), dates.moment(compilation.collected_at) if compilation.collected_at else ""),
        (_("Texterna klara"), ""),
        (_("Publicerad"), dates.moment(compilation.released_at) if compilation.released_at else _("av någon annan")),
    ]
    return [
        {"title": title, "detail": detail, "state": "done" if n <= reached else ("now" if n == reached + 1 else "")}
        for n, (title, detail) in enumerate(titles)
    ]


def _sections(acting: Acting, compilation: Compilation) -> list[CompilationSection]:
    """The texts of a published year; until then they stand where they are written."""
    if compilation.status != C.RELEASED:
        return []
    return list(policies.visible_sections(acting).filter(compilation=compilation).order_by("order"))


def _areas(years: list[AnnualFollowUp], count: RegionCount | None) -> list[dict[str, Any]]:
    """Each area's year now: its state, whether it is late, whether it is in the region's numbers. One statement."""
    there = {area["id"] for area in count.areas} if count else set()
    clocks = Obligation.objects.filter(code=FOLLOWED_UP.code, subject_id__in=[one.pk for one in years])
    due = dict(clocks.order_by("created_at").values_list("subject_id", "due_on"))
    today = clock.today()
    return [
        {
            "name": one.area.name,
            "url": reverse("followup:year", args=[one.area_id, one.year]),
            "state": one.get_status_display(),
            "is": badges.meaning(one),
            "sent": dates.moment(one.reported_at) if one.reported_at else "",
            "due": dates.day(due[one.pk]) if due.get(one.pk) else marks.DASH,
            "is_late": one.status not in SENT_ON and bool(due.get(one.pk)) and due[one.pk] < today,
            "is_in": str(one.area_id) in there,
        }
        for one in sorted(years, key=lambda one: one.area.name)
    ]


def _opened(one: Compared, year: int, read: set[str]) -> dict[str, Any]:
    """An area's number opens its rows for those who read that area's year."""
    rows = [
        {**row, "cells": [_cell(one.code, year, row["area"], cell) for cell in row["cells"]]}
        if row["area"] in read
        else row
        for row in one.table["rows"]
    ]
    labels = [column["label"] for column in one.table["columns"]]
    foot = [{**one.table["foot"], "is_foot": True}] if one.table["foot"] else []
    lines = [{**row, "labelled": _labelled(labels, row["cells"])} for row in (*rows, *foot)]
    return {"shown": one, "table": {**one.table, "lines": lines}}


def _labelled(labels: list[str], cells: list[Shown]) -> list[dict[str, Any]]:
    """Each number with its column's head, for a phone."""
    return [{"label": label, "shown": cell} for label, cell in zip(labels, cells, strict=True)]


def _cell(code: str, year: int, area: str, cell: Shown) -> Shown:
    if not cell.cell or not has_rows(cell.cell) or not cell.text[:1].isdigit() or cell.text == "0":
        return cell
    return replace(cell, url=f"{reverse('followup:rows', args=[area, year, code])}?{urlencode({'tal': cell.cell})}")


def answer_to_groups(acting: Acting, year: int) -> list[dict[str, Any]]:
    """What the region's published year answers every group, for the pages of the areas' years. [SM-9]"""
    told = {"compilation__year": year, "compilation__status": C.RELEASED, "key": RegionalSection.ANSWER}
    found = policies.visible_sections(acting).filter(**told)
    where = _("Regionens uppföljning %(year)s") % {"year": year}
    return [
        fact
        for section in found
        for fact in (
            {"term": section.heading, "text": section.text},
            {
                "term": _("Läs mer"),
                "text": where,
                "url": reverse("followup:region", args=[section.compilation_id]),
            },
        )
    ]
