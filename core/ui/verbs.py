"""A verb with its own page: ask, show, act, answer. A refusal keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from core.errors import Refused, WrongState
from core.ui.pages import is_confirmed, refuse, render_page

PAGE = require_http_methods(["GET", "HEAD", "POST"])
ACT = "ui/act.html"  # a verb's page where nothing but its words and its form differ


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form that is filled in; None for one that is only shown."""
    return request.POST if request.method == "POST" else None


def act_page(
    request: HttpRequest,
    template: str,
    form: Any,
    context: dict,
    *,
    act: Callable[[], Any],
    done: str | Callable[[Any], str],
    to: Callable[[Any], Any],
    no: Callable[..., HttpResponse] = refuse,
) -> HttpResponse:
    """`act` reads the form's facts and calls the service; `to` says of what came of it where that leads.

    `done` is the sentence said then, or says one of what came of it.

    Refused, or come too late: 422, with the sentence, and everything typed stands; `no` draws that page.
    """
    if request.method != "POST":
        return render_page(request, template, {"form": form, **context})
    if form.is_valid():
        try:
            made = act()
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, done(made) if callable(done) else done)
            return redirect(to(made))
    return no(request, template, form, context)


def confirm_page(
    request: HttpRequest, words: dict, *, act: Callable[[], Any], done: str, to: Callable[[Any], Any], back: str = ""
) -> HttpResponse:
    """What cannot be undone: says what will happen, then does it.

    `words` as `ui/confirm.html` has them. Refused, the sentence stands where `back` leads, its `back_url` unless said.
    """
    if request.method != "POST" or not is_confirmed(request):
        return render_page(request, "ui/confirm.html", {"url": request.path, **words})
    try:
        made = act()
    except (Refused, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect(back or words["back_url"])
    messages.success(request, done)
    return redirect(to(made))
