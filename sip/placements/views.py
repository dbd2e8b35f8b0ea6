"""The placement's page, its questions, examinations, checklists and the secret residence. [F94-F99]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit, clock
from core.access import require
from core.errors import Refused, WrongState
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from core.ui.questions import question_page
from core.ui.verbs import ACT, PAGE, sent
from sip.placements import care, policies, protecting, services
from sip.placements.forms import DayForm, ExamForm, StepsForm
from sip.placements.models import Placement
from sip.placements.page import SLUGS, placement_page
from sip.placements.questions import QUESTIONS
from sip.placements.residence import residence_page

PHASES = {slug: phase for phase, slug in SLUGS.items()}


def placement_or_404(request, pk, *beside: str) -> Placement:
    found = policies.visible_placements(request.acting).select_related("child", "unit", "principal", *beside)
    return get_object_or_404(found, pk=pk)


@require_GET
def placement_detail(request, pk):
    placement = placement_or_404(request, pk)
    context = placement_page(request.acting, placement)
    audit.record("placement.read", placement, by=request.acting)
    return render_page(request, "sip/placement_detail.html", context)


@PAGE
@send_once
def placement_note(request, pk, question):
    """One question about the placement: ask, show, act, answer. A refusal keeps what was typed."""
    placement, asked = placement_or_404(request, pk), QUESTIONS[question]
    initial = {"on": clock.today(), "planned_end_on": placement.planned_end_on}
    form = asked.form(placement, sent(request), initial=initial)
    return question_page(request, asked, placement, _words(placement), form=form)


def _words(placement: Placement, **said: object) -> dict:
    back_url = reverse("sip:placement_detail", args=[placement.pk])
    return {"back": _("Placering"), "back_code": placement.code, "back_url": back_url, **said}


@PAGE
@send_once
def placement_steps(request, pk, phase):
    """The checklist of a phase. [P-61, P-65, P-66]"""
    placement, phase = placement_or_404(request, pk), PHASES[phase]
    require(policies.can_keep_placement(request.acting, placement))
    context = _words(
        placement,
        title=phase.label,
        lead=_("Skola och vård ska fortsätta utan avbrott. Kryssa för det som är gjort."),
        button=_("Spara checklistan"),
    )
    if request.method != "POST":
        done = list(placement.steps.filter(phase=phase, done_on__isnull=False).values_list("key", flat=True))
        form = StepsForm(phase, initial={"done": done, "on": clock.today()})
        audit.record("placement.read", placement, by=request.acting)
        return render_page(request, ACT, {**context, "form": form})
    form = StepsForm(phase, request.POST)
    if form.is_valid():
        done, on = set(form.cleaned_data["done"]), form.cleaned_data["on"]
        services.note_steps(placement, by=request.acting, phase=phase, done=done, on=on)
        messages.success(request, _("Checklistan är sparad."))
        return redirect("sip:placement_detail", pk=pk)
    return refuse(request, ACT, form, context)


@PAGE
@send_once
def health_exam(request, pk):
    """One request and how far it has come. [F98]"""
    found = policies.visible_exams(request.acting).select_related("placement")
    exam = get_object_or_404(found, pk=pk)
    placement = exam.placement
    require(policies.can_keep_placement(request.acting, placement))
    context = _words(
        placement,
        title=_("Hälsoundersökning: %(receiver)s") % {"receiver": str(exam.get_receiver_display()).lower()},
        lead=_("Ta reda på om en likvärdig undersökning finns. Saknas den, skicka en begäran."),
        button=_("Spara"),
    )
    if request.method != "POST":
        audit.record("health_exam.read", exam, by=request.acting)
        return render_page(request, ACT, {**context, "form": ExamForm(exam)})
    form = ExamForm(exam, request.POST)
    if form.is_valid():
        try:
            care.note_exam(exam, by=request.acting, facts=form.facts())
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, _("Undersökningen är sparad."))
            return redirect("sip:placement_detail", pk=placement.pk)
    return refuse(request, ACT, form, context)


@PAGE
@send_once
def residence(request, pk):
    """The secret residence, on a page of its own; the next step is the region's notice, then the end. [F95]"""
    found = policies.visible_residences(request.acting).select_related("placement")
    kept = get_object_or_404(found, pk=pk)
    require(policies.can_keep_residence(request.acting, kept))
    context = residence_page(kept)
    if request.method != "POST":
        audit.record("residence.read", kept, by=request.acting)
        form = DayForm(kept.placement, initial={"on": clock.today()})
        return render_page(request, "sip/residence.html", {**context, "form": form})
    form = DayForm(kept.placement, request.POST)
    act = protecting.end_protection if context["is_told"] else protecting.tell_region
    if form.is_valid():
        try:
            act(kept, by=request.acting, on=form.cleaned_data["on"])
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect("sip:residence", pk=pk)
        else:
            messages.success(request, context["done"])
            return redirect("sip:residence", pk=pk)
    return refuse(request, "sip/residence.html", form, context)
