"""The directory: units and areas, for everyone signed in in the region. [S-24, F5, F6, F9]"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.access import together
from core.organisations import policies, presenting, queries
from core.organisations.forms import UnitFilter
from core.organisations.models import ProfileOverride
from core.organisations.restructuring.page import change_url
from core.organisations.states import OverrideStatus
from core.regions.profile import profile_of
from core.ui.pages import render_list, render_page
from core.ui.said import said


@require_GET
def unit_list(request):
    form = UnitFilter(request.GET, acting=request.acting)
    units = form.apply(policies.visible_units(request.acting)).for_list()
    context = {"is_administrator": policies.is_administrator(request.acting)}
    template = "core/organisations/unit_list.html"
    return render_list(request, template, rows=units, form=form, row=presenting.unit_row, context=context)


@require_GET
def unit_detail(request, pk):
    names = ("principal", "second_principal", "district", "parent", "successor")
    unit = get_object_or_404(policies.visible_units(request.acting).select_related(*names), pk=pk)
    day = min(clock.today(), unit.valid_to or clock.today())
    areas = queries.areas_served(unit.pk, day)
    parts = policies.visible_units(request.acting).on(day).filter(parent=unit).order_by("name")
    came_from, became = queries.unit_came_from(unit.pk), queries.unit_became(unit.pk)
    former_names = queries.former_names(unit.pk)
    together(areas, parts, came_from, became, former_names)
    context = {
        "unit": unit,
        "facts": presenting.unit_facts(unit),
        "place": presenting.unit_place(unit),
        "areas": areas,
        "parts": parts,
        "came_from": came_from,
        "became": became,
        "former_names": former_names,
        "change_url": _change_url(request, unit),
        "can_describe": policies.can_describe_unit(request.acting, unit),
        "has_ended": unit.valid_to is not None and unit.valid_to < clock.today(),
    }
    return render_page(request, "core/organisations/unit_detail.html", context)


def _change_url(request, row):
    """Where administrators change what still runs; empty for others."""
    runs = row.valid_to is None and policies.is_administrator(request.acting)
    return change_url(row) if runs else ""


@require_GET
def area_list(request):
    """The areas of today, the school areas beside them, and the areas that were before."""
    acting, today = request.acting, clock.today()
    areas, lying = policies.visible_areas(acting), presenting.Lying.in_region(acting.region_id)
    running, former = (
        areas.on(today).order_by("name", "id"),
        areas.filter(valid_to__lt=today).order_by("-valid_to", "name"),
    )
    school_areas = policies.visible_school_areas(acting).on(today).order_by("number")
    together(running, former, school_areas, lying.districts, lying.schools, lying.services)
    context = {
        "label": said(profile_of(acting.region_id, today).area_unit_label),
        "is_administrator": policies.is_administrator(acting),
        "areas": presenting.area_rows(running, lying),
        "former": presenting.area_rows(former, lying),
        "school_areas": presenting.school_area_rows(school_areas, lying, today),
    }
    return render_page(request, "core/organisations/area_list.html", context)


@require_GET
def area_detail(request, pk):
    """One area as it is, or as it was on its last day; where it came from and what it became."""
    area = get_object_or_404(policies.visible_areas(request.acting), pk=pk)
    day = min(clock.today(), area.valid_to or clock.today())
    own = ProfileOverride.objects.filter(area=area, status=OverrideStatus.APPROVED).on(day)
    districts = queries.districts_of(area.pk, day).select_related("principal")
    school_areas, units = queries.school_areas_of(area.pk, day), queries.units_serving(area.pk, day).for_list()
    came_from, became = queries.came_from(area.pk), queries.became(area.pk)
    former_names = queries.former_names(area.pk)
    (own_count,) = together(districts, school_areas, units, came_from, became, former_names, counting=[own])
    context = {
        "area": area,
        "label": said(profile_of(request.acting.region_id, day, area_id=area.pk).area_unit_label),
        "period": presenting.period(area.valid_from, area.valid_to),
        "districts": districts,
        "school_areas": school_areas,
        "units": [presenting.unit_row(unit) for unit in units],
        "came_from": came_from,
        "became": became,
        "former_names": former_names,
        "change_url": _change_url(request, area),
        "own_count": own_count,
        "lead": _("Så såg området ut den sista dagen.") if area.valid_to and area.valid_to < clock.today() else "",
    }
    return render_page(request, "core/organisations/area_detail.html", context)
