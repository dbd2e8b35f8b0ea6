"""One verb of a plan with its own page: ask, show, act, answer. A refusal keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from core.access import require
from core.errors import Refused, WrongState
from core.ui.pages import is_confirmed, refuse, render_page
from sip.plans import policies
from sip.plans.models import SipPlan

PAGE = require_http_methods(["GET", "HEAD", "POST"])


def verb_page(
    request: HttpRequest,
    plan: SipPlan,
    *,
    allowed: bool,
    make_form: Callable[..., Any],
    template: str,
    act: Callable[..., Any],
    done: str,
    context: dict | None = None,
) -> HttpResponse:
    """`make_form` takes what the form takes after its own; `act` takes the form's facts."""
    require(allowed)
    shown = {"case": plan, **(context or {})}
    if request.method != "POST":
        return render_page(request, template, {"form": make_form(), **shown})
    form = make_form(request.POST)
    if form.is_valid():
        try:
            act(**form.facts())
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect(plan)
        else:
            return home(request, plan, done)
    return refuse(request, template, form, shown)


def home(request: HttpRequest, plan: SipPlan, done: str) -> HttpResponse:
    """The plan's page, or the list when the verb closed the plan to the one who did it."""
    messages.success(request, done)
    acting = request.acting  # type: ignore[attr-defined]
    return redirect(plan) if policies.visible_plans(acting).filter(pk=plan.pk).exists() else redirect("sip:plan_list")


def confirm_page(
    request: HttpRequest, plan: SipPlan, *, allowed: bool, words: dict, act: Callable[[], Any], done: str
) -> HttpResponse:
    """What cannot be undone: says what will happen, then does it."""
    require(allowed)
    if request.method != "POST" or not is_confirmed(request):
        shown = {"back_url": plan.get_absolute_url(), "url": request.path, **words}
        return render_page(request, "ui/confirm.html", shown)
    try:
        act()
    except (Refused, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect(plan)
    return home(request, plan, done)
