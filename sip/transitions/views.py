"""The transition's page, its questions, and the confirmation of each sending unit. [F100]"""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import audit, clock
from core.access import require
from core.errors import WrongState
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.questions import question_page
from core.ui.verbs import ACT, PAGE, act_page, sent
from sip.children.policies import visible_children
from sip.transitions import meeting, policies, services
from sip.transitions.forms import AddForm
from sip.transitions.models import Transition, TransitionUnit
from sip.transitions.page import transition_page
from sip.transitions.questions import QUESTIONS


def _transition_or_404(request, pk) -> Transition:
    return get_object_or_404(policies.visible_transitions(request.acting).select_related("unit"), pk=pk)


@require_GET
def transition_detail(request, pk):
    transition = _transition_or_404(request, pk)
    context = transition_page(request.acting, transition)
    audit.record("transition.read", transition, by=request.acting)
    return render_page(request, "sip/transition_detail.html", context)


@PAGE
@send_once
def transition_new(request, pk):
    """By hand: between services or school stages. [P-72]"""
    child = get_object_or_404(visible_children(request.acting), pk=pk)
    require(policies.can_add_transition(request.acting, child))
    context = {
        "title": _("Lägg till övergång"),
        "lead": _("Övergångar vid 16, 18 och 21 år läggs upp av portalen när det är dags."),
        "button": _("Lägg till övergången"),
        "back_url": reverse("sip:child_detail", args=[child.pk]),
        "back": _("Barnets sida hos er"),
    }
    form = AddForm(sent(request))
    return act_page(
        request,
        ACT,
        form,
        context,
        act=lambda: services.add_transition(child, by=request.acting, **form.facts()),
        done=_("Övergången är tillagd."),
        to=_page,
    )


@PAGE
@send_once
def transition_note(request, pk, question):
    """One question about the transition; a refusal keeps what was typed."""
    transition, asked = _transition_or_404(request, pk), QUESTIONS[question]
    form = asked.form(transition, sent(request), initial={"on": clock.today()})
    where = {"back": _("Övergång"), "back_code": transition.code, "back_url": _page(transition)}
    return question_page(request, asked, transition, where, form=form)


def _page(transition: Transition) -> str:
    return reverse("sip:transition_detail", args=[transition.pk])


@require_POST
@send_once
def transition_confirm(request, pk):
    """A sending unit has moved its own information. [P-70]"""
    return _of_unit(request, pk, services.confirm_transfer, _("Överföringen är bekräftad."))


@require_POST
@send_once
def transition_reply(request, pk):
    """A called unit comes to the joint meeting, or does not."""
    answer = partial(meeting.answer_call, reply=request.POST.get("reply", ""))
    return _of_unit(request, pk, answer, _("Svaret är sparat."))


def _of_unit(request, pk, act, done):
    seen = policies.visible_transitions(request.acting).values("pk")
    found = TransitionUnit.objects.filter(transition_id__in=seen).select_related("unit", "transition")
    row = get_object_or_404(found, pk=pk)
    try:
        act(row, by=request.acting)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, done)
    return redirect("sip:transition_detail", pk=row.transition_id)
