"""The plan that an address names, among those one may know of or read; and the answers that many pages give alike."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from core.access import Acting
from core.errors import Refused, WrongState
from core.ui.pages import refuse, render_page
from sip.plans import policies
from sip.plans.content_forms import PlanForm
from sip.plans.models import PlanVersion, SipPlan

PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _whole(acting: Acting, plans):
    joined = plans.select_related("case", "district", "area", "initiating_unit", "responsible_principal")
    return policies.with_relations(acting, joined)


def known_or_404(request, pk) -> SipPlan:
    """Among those the acting assignment may know of; hidden and missing are the same."""
    return get_object_or_404(_whole(request.acting, policies.visible_plans(request.acting)), pk=pk)


def readable_or_404(request, pk) -> SipPlan:
    """Among those whose content a consent opens to the own unit now."""
    return get_object_or_404(_whole(request.acting, policies.readable_plans(request.acting)), pk=pk)


def registered_or_404(request, pk) -> SipPlan:
    """Among those whose register of other plans one reads."""
    return get_object_or_404(_whole(request.acting, policies.registered_plans(request.acting)), pk=pk)


def version_or_404(request, pk) -> tuple[PlanVersion, SipPlan]:
    """An agreed version of a plan that one may read now, and the plan."""
    versions = policies.visible_versions(request.acting).select_related("agreed_by__person")
    version = get_object_or_404(versions, pk=pk)
    return version, readable_or_404(request, version.case_id)


def home(acting: Acting, plan: SipPlan) -> HttpResponse:
    """The plan's page, or the children when the act closed the plan to the one who did it."""
    if policies.visible_plans(acting).filter(pk=plan.pk).exists():
        return redirect("sip:plan_detail", pk=plan.pk)
    return redirect("sip:child_list")


def act_page(
    request, template: str, form: PlanForm, context: dict, *, act: Callable[[], object], done: str, to=None
) -> HttpResponse:
    """One verb with its own page: ask, show, act, answer. A refusal keeps what was typed.

    `act` reads the form's facts and calls the service; `to` is where it leads, the plan's page unless said.
    """
    if request.method != "POST":
        return render_page(request, template, {"form": form, **context})
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, done)
            return to or home(request.acting, form.plan)
    return refuse(request, template, form, context)
