"""Beside the plan: what was agreed on cost, and the versions that the own unit keeps. [F93, C14, security 1]"""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit
from core.access import require
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import render_list, render_page
from sip.children.policies import visible_children
from sip.plans import policies
from sip.plans.beside_forms import CostForm, FileForm
from sip.plans.models import FiledCopy
from sip.plans.services import beside
from sip.plans.told import told
from sip.plans.views.found import readable_or_404
from sip.plans.views.verb import PAGE, act_page, sent


@PAGE
@send_once
def plan_costs(request, pk):
    """Professionals only, on a page of its own: never in the plan, its print or what the family sees. [P-67]"""
    plan = readable_or_404(request, pk)
    may_note = policies.can_note_cost(request.acting, plan)
    require(request.method != "POST" or may_note)
    found = policies.visible_costs(request.acting).filter(case_id=plan.pk).select_related("unit", "written_by__person")
    costs = found.order_by("-agreed_on", "-created_at")
    form = CostForm(plan, sent(request)) if may_note else None
    audit.record("cost.read", plan, by=request.acting, case_id=plan.pk)
    context = {"plan": plan, "costs": costs}
    if form is None:
        return render_page(request, "sip/plan_costs.html", {"form": None, **context})
    return act_page(
        request,
        plan,
        "sip/plan_costs.html",
        form,
        context,
        act=lambda: beside.note_cost(plan, by=request.acting, **form.cleaned_data),
        done=_("Överenskommelsen är sparad."),
        to=reverse("sip:plan_costs", args=[plan.pk]),
    )


@PAGE
@send_once
def plan_file(request, pk):
    """The own unit takes a version into its own records, matched with a child of its own or with none."""
    version = get_object_or_404(policies.visible_versions(request.acting), pk=pk)
    plan = readable_or_404(request, version.case_id)
    require(policies.can_file(request.acting, plan))
    form = FileForm(plan, sent(request), children=visible_children(request.acting))
    if request.method != "POST":
        (children,) = form.choice_rows()
        audit.record_listed("child.listed", children, by=request.acting, object_kind="sip.child", child="pk")
    return act_page(
        request,
        plan,
        "sip/plan_file.html",
        form,
        {"plan": plan, "version": version},
        act=lambda: beside.file_copy(version, by=request.acting, child=form.cleaned_data["child"]),
        done=_("Versionen finns nu hos er verksamhet."),
    )


def _copy_row(copy: FiledCopy) -> dict:
    return {
        "pk": copy.pk,
        "code": copy.code,
        "number": copy.version_number,
        "filed": dates.day(timezone.localdate(copy.filed_at)),
        "by": str(copy.filed_by.person),
    }


@require_GET
def filed_copies(request):
    """The versions that the own unit has taken in; readable whatever has become of the consent since."""
    copies = policies.visible_copies(request.acting).defer("content").select_related("filed_by__person")
    listed = partial(audit.record_listed, "plan.copies_listed", by=request.acting, object_kind="sip.filedcopy")
    rows = copies.order_by("-filed_at", "id")
    return render_list(request, "sip/filed_copies.html", rows=rows, row=_copy_row, shown=listed)


@require_GET
def filed_copy(request, pk):
    copy = get_object_or_404(policies.visible_copies(request.acting).select_related("filed_by__person", "unit"), pk=pk)
    audit.record("plan.copy_read", copy, by=request.acting)
    return render_page(request, "sip/filed_copy.html", {"copy": copy, "told": told(copy.content)})
