"""The verbs of a plan: where they lead, and those that take nothing but the plan and a form's facts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.access import Acting, require
from core.ui import verbs
from core.ui.verbs import PAGE, sent
from sip.plans import policies
from sip.plans.models import SipPlan
from sip.plans.views.found import plan_or_404

__all__ = ["PAGE", "act_page", "confirm_page", "home", "sent", "verb_page"]


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
    """Any act with a form. It leads to the plan's page unless `to` says another."""
    return verbs.act_page(
        request, template, form, context, act=act, done=done, to=lambda _made: to or _home(request.acting, plan)
    )


def confirm_page(
    request: Any, plan: SipPlan, *, words: dict, act: Callable[[], Any], done: str, to: str = ""
) -> HttpResponse:
    """What cannot be undone. It leads `to` whether done or refused; unless that is said, home when it is done."""
    words = {"back_url": plan.get_absolute_url(), **words}
    return verbs.confirm_page(
        request, words, act=act, done=done, to=lambda _made: to or _home(request.acting, plan), back=to
    )


def home(request: Any, plan: SipPlan, done: str, *, to: str = "") -> HttpResponse:
    """The same for a page that acts by itself."""
    messages.success(request, done)
    return redirect(to or _home(request.acting, plan))


def _home(acting: Acting, plan: SipPlan) -> str:
    """The plan's page, or the list when the verb closed the plan to the one who did it."""
    is_seen = policies.visible_plans(acting).filter(pk=plan.pk).exists()
    return plan.get_absolute_url() if is_seen else reverse("sip:plan_list")
