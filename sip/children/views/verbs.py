"""One verb on a child's record: ask, show, act, answer. A refusal keeps what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import audit, clock
from core.access import require
from core.errors import Refused, WrongState
from core.ui.pages import refuse, render_page
from sip.children import policies
from sip.children.models import Child

PAGE = require_http_methods(["GET", "HEAD", "POST"])
TEMPLATE = "sip/child_verb.html"


@dataclass(frozen=True)
class Words:
    """What the page says: heading, button, what it answers when done, and what to know first."""

    title: Any
    button: Any
    done: Any
    lead: Any = ""


def child_or_404(request, pk) -> Child:
    """The child among those the acting assignment may see; hidden and missing are the same."""
    found = policies.visible_children(request.acting).select_related("registered_district", "school_unit")
    return get_object_or_404(policies.with_protection(found, clock.today()), pk=pk)


def verb_page(
    request,
    child: Child,
    *,
    form: Any,
    act: Callable[[dict], Any],
    words: Words,
    may: bool | None = None,
    context: dict | None = None,
    back: str | None = None,
):
    """The page with `form`, or its act: `act` gets what the form says. Back to `back`, the child's page unless said."""
    require(policies.can_work_with_child(request.acting, child) if may is None else may)
    back = back or reverse("sip:child_detail", args=[child.pk])
    context = {"child": child, "words": words, "back": back, **(context or {})}
    if request.method == "POST" and form.is_valid():
        try:
            act(form.facts())
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect(back)
        else:
            messages.success(request, words.done)
            return redirect(back)
    audit.record("child.read", child, by=request.acting, child_id=child.pk)
    if request.method == "POST":
        return refuse(request, TEMPLATE, form, context)
    return render_page(request, TEMPLATE, {"form": form, **context})
