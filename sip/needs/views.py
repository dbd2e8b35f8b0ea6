"""What the child needs: noted in three questions, the six steps, the word about reporting. [F72, F73, F102, F103]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit
from core.access import Acting, require, together
from core.errors import Refused
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from core.ui.verbs import act_page, sent
from sip.children.models import Child
from sip.children.policies import is_expected_no_longer
from sip.children.views.verbs import PAGE, Words, child_or_404, verb_page
from sip.drafts.services import drop_draft, read_draft, save_draft
from sip.needs import policies, rows, services
from sip.needs.choices import INQUIRY_WORDS, STEP_WORDS, InquiryStep, Step
from sip.needs.forms import STEPS, DoStepForm, InformationForm, InquiryForm, InsteadForm, OwnReportForm
from sip.needs.models import DIMENSIONS, NeedAssessment
from sip.needs.onward import next_step
from sip.needs.prompts import prompts_for
from sip.plans.choices import PlanType
from sip.plans.others_page import lacking_row
from sip.plans.register import own_other_plans

DRAFT = "assess_need"
ORDER = list(STEPS)
MANY = {"signs"}


@PAGE
@send_once
def need_step(request, pk, step):
    """One question; what is typed is kept as a draft, right or wrong. The last one notes the need."""
    child = child_or_404(request, pk)
    require(policies.can_assess_need(request.acting, child))
    draft = read_draft(request.acting, DRAFT, str(child.pk))
    if request.method != "POST":
        form = STEPS[step](request.acting, child, initial=draft.get(step, {}))
        return render_page(request, "sip/need_step.html", _context(request.acting, child, step, form, draft))
    form = STEPS[step](request.acting, child, request.POST)
    typed = _typed(form)
    save_draft(request.acting, DRAFT, str(child.pk), step, typed)
    draft = {**draft, step: typed}
    if "spara" in request.POST:
        return redirect("sip:child_detail", pk=child.pk)
    if form.is_valid():
        answer = _go_on(request, child, step, form, draft)
        if answer is not None:
            return answer
    return refuse(request, "sip/need_step.html", form, _context(request.acting, child, step, form, draft))


def _go_on(request, child: Child, step: str, form, draft: dict):
    """To the next question, to one that is not answered, or to the child with the need noted; None when refused."""
    if step != ORDER[-1]:
        return redirect("sip:need_step", pk=child.pk, step=ORDER[ORDER.index(step) + 1])
    forms = {key: STEPS[key](request.acting, child, draft.get(key, {})) for key in ORDER}
    if unanswered := next((key for key, one in forms.items() if not one.is_valid()), None):
        return redirect("sip:need_step", pk=child.pk, step=unanswered)
    said = {name: value for one in forms.values() for name, value in one.cleaned_data.items()}
    dimensions = {name: said.pop(name) for name in DIMENSIONS}
    try:
        services.assess_need(child, by=request.acting, dimensions=dimensions, **said)
    except Refused as refused:
        if refused.field not in form.fields:
            messages.error(request, str(refused))
            return redirect("sip:need_step", pk=child.pk, step=ORDER[0])
        form.take(refused)
        return None
    drop_draft(request.acting, DRAFT, str(child.pk))
    messages.success(request, _("Behovet är noterat."))
    return redirect("sip:child_detail", pk=child.pk)


def _typed(form) -> dict:
    return {name: form.data.getlist(name) if name in MANY else form.data.get(name, "") for name in form.fields}


def _context(acting: Acting, child: Child, step: str, form, draft: dict) -> dict:
    number = ORDER.index(step)
    back = (
        reverse("sip:need_step", args=[child.pk, ORDER[number - 1]])
        if number
        else reverse("sip:child_detail", args=[child.pk])
    )
    prompts = prompts_for(acting, draft.get(ORDER[0], {}).get("signs", ()))
    return {"form": form, "step": number + 1, "of": len(ORDER), "back_url": back, "child": child, "prompts": prompts}


@require_GET
def need_detail(request, pk):
    """One need, with everything that was written of it."""
    need, child = _need_or_404(request, pk)
    told = policies.visible_information(request.acting).filter(assessment=need).select_related("given_by__person")
    given = list(told.order_by("given_on", "created_at"))
    audit.record("child.read", need, by=request.acting, child_id=child.pk)
    context = {
        "child": child,
        "need": need,
        "facts": rows.need_facts(need, given),
        "prompts": prompts_for(request.acting, need.signs),
        "onward": next_step(request.acting, need, is_told=bool(given)),
    }
    return render_page(request, "sip/need_detail.html", context)


def _need_or_404(request, pk) -> tuple[NeedAssessment, Child]:
    found = policies.visible_needs(request.acting).select_related("unit", "assessed_by__person", "instead__owner_unit")
    need = get_object_or_404(found, pk=pk)
    need.child = child_or_404(request, need.child_id)
    return need, need.child


@PAGE
@send_once
def need_inform(request, pk):
    """That the family was given information: when, who, with which of the sheets."""
    need, child = _need_or_404(request, pk)
    return verb_page(
        request,
        child,
        form=InformationForm(request.acting, need, request.POST or None),
        act=lambda facts: services.note_information(need, by=request.acting, **facts),
        words=Words(
            _("Familjen har fått information"),
            _("Spara"),
            _("Det är noterat att familjen har fått information."),
            _("Noteringen stannar hos er. Ingen annan verksamhet får veta något."),
        ),
        may=policies.can_note_information(request.acting, need),
        context={"says_report": True},
        back=reverse("sip:need_detail", args=[need.pk]),
    )


@PAGE
@send_once
def need_instead(request, pk):
    """Another plan of the child's holds all that a SIP would: which. Those that lack something say what. [F89]"""
    need, child = _need_or_404(request, pk)
    require(policies.can_answer_with_plan(request.acting, need))
    plans = list(own_other_plans(request.acting).filter(child=child).for_list())
    form = InsteadForm([plan for plan in plans if plan.is_complete], sent(request))
    context = {
        "child": child,
        "need": need,
        "rows": [lacking_row(plan) for plan in plans if not plan.is_complete],
        "register_url": reverse("sip:child_plans", args=[child.pk]),
    }
    if request.method != "POST":
        audit.record("child.read", need, by=request.acting, child_id=child.pk)
    return act_page(
        request,
        "sip/need_instead.html",
        form,
        context,
        act=lambda: services.answer_with_plan(need, by=request.acting, **form.facts()),
        done=_("Det är noterat att en annan plan räcker."),
        to=lambda answered: reverse("sip:need_detail", args=[answered.pk]),
    )


@require_GET
def checklist(request, pk):
    """The six steps: done, by whom and when; which comes next."""
    child = child_or_404(request, pk)
    done = policies.visible_steps(request.acting).filter(child_id=child.pk).select_related("done_by__person")
    audit.record("child.read", child, by=request.acting, child_id=child.pk)
    return render_page(request, "sip/checklist.html", {"child": child, "checklist": rows.checklist(child, done)})


@PAGE
@send_once
def checklist_step(request, pk, step):
    child = child_or_404(request, pk)
    return verb_page(
        request,
        child,
        form=DoStepForm(request.acting, child, request.POST or None),
        act=lambda facts: services.do_step(child, by=request.acting, step=step, **facts),
        words=Words(Step(step).label, _("Spara"), _("Steget är noterat."), STEP_WORDS[Step(step)]),
        may=policies.can_assess_need(request.acting, child),
        context={"says_report": True},
    )


@require_GET
def inquiry(request, pk):
    """The urgent inquiry of school or preschool, step by step. [F91]"""
    child = child_or_404(request, pk)
    answered = policies.visible_steps(request.acting).filter(child_id=child.pk).select_related("done_by__person")
    audit.record("child.read", child, by=request.acting, child_id=child.pk)
    tasks = rows.inquiry(request.acting, child, answered)
    context = {"child": child, "tasks": tasks, "programme_url": _programme_url(request.acting, child)}
    return render_page(request, "sip/inquiry.html", context)


def _programme_url(acting: Acting, child: Child) -> str:
    """Where the action programme is noted, for those who make one. [P-52]"""
    if InquiryStep.PROGRAMME not in policies.inquiry_steps(acting) or is_expected_no_longer(child):
        return ""
    return f"{reverse('sip:child_plans', args=[child.pk])}?slag={PlanType.SCHOOL.value}"


@PAGE
@send_once
def inquiry_step(request, pk, inquiry):
    child = child_or_404(request, pk)
    return verb_page(
        request,
        child,
        form=InquiryForm(request.acting, child, request.POST or None),
        act=lambda facts: services.answer_inquiry(child, by=request.acting, step=inquiry, **facts),
        words=Words(InquiryStep(inquiry).label, _("Spara"), _("Det är noterat."), INQUIRY_WORDS[InquiryStep(inquiry)]),
        may=policies.can_answer_inquiry(request.acting, child) and inquiry in policies.inquiry_steps(request.acting),
        context={"says_report": True},
        back=reverse("sip:inquiry", args=[child.pk]),
    )


@PAGE
@send_once
def concern(request, pk):
    """How to report, first; then, for one's own memory alone, that one has. Nothing is asked for before a report."""
    child = child_or_404(request, pk)
    form = OwnReportForm(request.acting, child, request.POST or None)
    notes = policies.own_concern_notes(request.acting).filter(child_id=child.pk)
    together(notes)
    return verb_page(
        request,
        child,
        form=form,
        act=lambda facts: services.note_own_report(child, by=request.acting, **facts),
        words=Words(
            _("Misstänker du att barnet far illa?"),
            _("Spara för mig själv"),
            _("Sparat. Bara du kan läsa det."),
        ),
        context={"tells_how": True, "own_report": rows.own_report(notes)},
    )
