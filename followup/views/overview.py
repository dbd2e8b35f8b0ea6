"""The areas and years one may see, at a glance."""

from collections import defaultdict

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.access import Acting
from core.ui import badges
from core.ui.pages import render_page
from followup import policies
from followup.models import AnnualFollowUp, Compilation, ReportJob
from followup.region.policies import visible_compilations
from followup.states import JobStatus

YEARS = 4


@require_GET
def overview(request):
    """One row an area, one column a year; each cell opens that year."""
    today = clock.today()
    years = [today.year - back for back in range(YEARS)]
    context = {"years": years, "rows": _rows(request.acting, years)}
    context["region"] = _region(request.acting, years)
    context["reads_patterns"] = request.acting.role in policies.READERS
    return render_page(request, "followup/overview.html", context)


def _region(acting: Acting, years: list[int]) -> list[dict]:
    """The region's own years, where one may read any."""
    found = {one.year: one for one in visible_compilations(acting).filter(year__in=years)}
    return [_region_cell(year, found.get(year)) for year in years] if found else []


def _region_cell(year: int, one: Compilation | None) -> dict:
    if one is None:
        return {"label": year, "text": "–", "url": ""}
    url = reverse("followup:region", args=[one.pk])
    return {"label": year, "text": one.get_status_display(), "url": url, "is": badges.meaning(one)}


def _rows(acting: Acting, years: list[int]) -> list[dict]:
    """Two statements, however many areas: the areas followed, the follow-ups visible."""
    names: dict = {}
    by_area: dict = defaultdict(dict)
    follow_ups = policies.visible_follow_ups(acting).filter(year__in=years).select_related("area")
    for follow_up in follow_ups:
        names[follow_up.area_id] = follow_up.area.name
        by_area[follow_up.area_id][follow_up.year] = follow_up
    going_on = clock.today().year
    for area in policies.visible_areas(acting):
        if area.valid_to is None or area.valid_to.year >= min(years):
            names[area.pk] = area.name
            if area.valid_from.year <= going_on and (area.valid_to is None or area.valid_to.year >= going_on):
                by_area[area.pk].setdefault(going_on, None)
    return [
        {"name": name, "cells": [_cell(pk, year, by_area[pk]) for year in years]}
        for pk, name in sorted(names.items(), key=lambda one: one[1].casefold())
    ]


def _cell(area_pk, year: int, found: dict[int, AnnualFollowUp | None]) -> dict:
    if year not in found:
        return {"label": year, "text": "–", "url": ""}
    follow_up = found[year]
    url = reverse("followup:year", args=[area_pk, year])
    if follow_up is None:
        return {"label": year, "text": _("Pågår"), "url": url, "is": "now"}
    return {"label": year, "text": follow_up.get_status_display(), "url": url, "is": badges.meaning(follow_up)}


@require_GET
def opened(request, pk):
    """From a duty or a notice to the year's page."""
    follow_up = policies.visible_follow_ups(request.acting).filter(pk=pk).first()
    if follow_up is None:
        raise Http404
    return redirect("followup:year", follow_up.area_id, follow_up.year)


@require_GET
def parked(request):
    """Jobs that were given up after five attempts, for those who keep the portal running. [security 11]"""
    if not policies.can_see_operations(request.acting):
        raise Http404
    jobs = ReportJob.objects.filter(region_id=request.acting.region_id, status=JobStatus.PARKED).select_related("area")
    return render_page(request, "followup/parked.html", {"jobs": jobs.order_by("-ended_at", "pk")[:100]})
