"""The second administrator's answer, whatever was asked for: one form, one order. [security 2]"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.access import fresh
from core.errors import Refused, WrongState
from core.ui.again import ConfirmMixin
from core.ui.forms import Form
from core.ui.pages import refuse, render_page
from core.ui.verbs import sent

ANSWERS = ("approve", "refuse")


class DecideForm(ConfirmMixin, Form):
    """Approve or refuse; which button of `ui/decide.html` was pressed."""

    marks_optional = False
    answer = forms.ChoiceField(choices=[(one, "") for one in ANSWERS], widget=forms.HiddenInput)


def decide_page(
    request: HttpRequest,
    template: str,
    asked: Any,
    context: dict,
    *,
    verbs: tuple[Callable[..., Any], Callable[..., Any]],
    done: tuple[str, str],
    to: str,
) -> HttpResponse:
    """`verbs` are the services that say yes and no to what was `asked`, `done` the sentence after each.

    Refused: 422, and everything typed stands. Answered by another meanwhile: said where `to` leads, as an answer is.
    """
    form = DecideForm(sent(request), request=request)
    if request.method != "POST":
        return render_page(request, template, {"form": form, **context})
    if not form.is_valid():
        return refuse(request, template, form, context)
    place = ANSWERS.index(form.cleaned_data["answer"])
    try:
        verbs[place](asked, by=fresh.confirmed(request, form))
    except Refused as refused:
        form.take(refused)
        return refuse(request, template, form, context)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, done[place])
    return redirect(to)
