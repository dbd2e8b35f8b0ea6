"""One verb of a plan with its own page: ask, show, act, answer. A refusal keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from core.access import Acting, require
from core.errors import Refused, WrongState
from core.ui.pages import is_confirmed, refuse, render_page
from sip.plans import policies
from sip.plans.models import SipPlan
from sip.plans.views.found import plan_or_404

PAGE = require_http_methods(["GET", "HEAD", "POST"])


def verb_page(
    request: Any,
    pk: Any,
    *,
    may: Callable[[Acting, SipPlan], bool],
    form: Callable[..., Any],
    template: str,
    act: Callable[..., Any],
    done: str,
) -> HttpResponse:
    """A verb of the plan itself: `act` takes the plan, who acts and the form's facts."""
    plan = plan_or_404(request, pk)
    require(may(request.acting, plan))
    filled = form(plan, sent(request))
    return act_page(
        request,
        plan,
        template,
        filled,
        {"case": plan},
        act=lambda: act(plan, by=request.acting, **filled.facts()),
        done=done,
    )


def act_page(
    request: Any,
    plan: SipPlan,
    template: str,
    form: Any,
    context: dict,
    *,
    act: Callable[[], Any],
    done: str,
    to: str = "",
) -> HttpResponse:
    """Any act with a form. `act` reads the form's facts; `to` is where it leads, the plan's page unless said."""
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
            return home(request, plan, done, to=to)
    return refuse(request, template, form, context)


def confirm_page(
    request: Any, plan: SipPlan, *, words: dict, act: Callable[[], Any], done: str, to: str = ""
) -> HttpResponse:
    """What cannot be undone: says what will happen, then does it.

    It leads `to` whether done or refused; unless that is said, home when done and back when refused.
    """
    shown = {"back_url": plan.get_absolute_url(), "url": request.path, **words}
    if request.method != "POST" or not is_confirmed(request):
        return render_page(request, "ui/confirm.html", shown)
    try:
        act()
    except (Refused, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect(to or shown["back_url"])
    return home(request, plan, done, to=to)


def home(request: Any, plan: SipPlan, done: str, *, to: str = "") -> HttpResponse:
    """Where it leads; else the plan's page, or the list when the verb closed the plan to the one who did it."""
    messages.success(request, done)
    if to:
        return redirect(to)
    if policies.visible_plans(request.acting).filter(pk=plan.pk).exists():
        return redirect(plan)
    return redirect("sip:plan_list")


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form that is filled in; None for one that is only shown."""
    return request.POST if request.method == "POST" else None
