"""Write the plan together: sections that save themselves, voices, goals, measures. Nothing typed is lost. [F81, F82]"""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.access import require, together
from core.errors import EditedByAnother, Refused, WrongState
from core.ui.once import send_once
from core.ui.pages import refuse, render_page, render_part
from core.ui.sections import save_section
from sip.plans import policies
from sip.plans.content_forms import GoalForm, MeasureForm, PlanForm, VoiceForm
from sip.plans.models import PlanVoice, SipPlan
from sip.plans.services import writing
from sip.plans.views.closed import given_back
from sip.plans.views.found import readable_or_404, readable_or_none
from sip.plans.write_page import speakers_of, who_may_speak, write_page

PAGE = "sip/plan_write.html"


@require_GET
def plan_write(request, pk):
    """The editor; or, after a section has saved itself, only what still lacks."""
    plan = readable_or_404(request, pk)
    require(policies.can_write(request.acting, plan))
    audit.record("plan.written_in", plan, by=request.acting, case_id=plan.pk)
    return render_part(request, PAGE, "lacking", write_page(request.acting, plan))


@require_POST
def section_save(request, pk):
    """One section's text."""
    section = policies.visible_sections(request.acting).filter(pk=pk).first()
    if section is None:
        return given_back(request, request.GET.get("plan", ""), "text")
    plan = readable_or_404(request, section.case_id)
    require(policies.may_write(request.acting, plan))
    return save_section(
        request,
        section,
        act=lambda **said: writing.save_section(section, by=request.acting, **said),
        page=lambda typed, status: render_page(
            request, PAGE, write_page(request.acting, plan, typed=typed), status=status
        ),
        to=lambda saved: f"{reverse('sip:plan_write', args=[plan.pk])}#avsnitt-{saved.key}",
    )


def _add(request, plan: SipPlan, form: PlanForm, act, done: str, anchor: str):
    """Something new in the plan, from a form of the editor; refused, the whole editor stands with what was typed."""
    require(policies.can_write(request.acting, plan))
    if form.is_valid():
        try:
            act()
        except EditedByAnother:
            raise
        except (Refused, WrongState) as refused:
            form.take(refused) if isinstance(refused, Refused) else form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect(f"{reverse('sip:plan_write', args=[plan.pk])}#{anchor}")
    return refuse(request, PAGE, form, write_page(request.acting, plan, refused=form))


@require_POST
@send_once
def voice_add(request, pk):
    plan = readable_or_none(request, pk)
    if plan is None:
        return given_back(request, pk, "words", "not_asked_reason")
    names, guardians = speakers_of(request.acting, plan)
    together(names, guardians)
    speakers = who_may_speak(names, guardians)
    form = VoiceForm(plan, request.POST, **speakers)
    try:
        return _add(
            request,
            plan,
            form,
            lambda: writing.add_voice(plan, by=request.acting, said=form.said()),
            _("Orden är sparade."),
            "roster",
        )
    except EditedByAnother as edited:
        return _two_voices(request, plan, edited.current, speakers)


def _two_voices(request, plan: SipPlan, theirs: PlanVoice, speakers: dict):
    """409: mine stands in the form, theirs beside it; sent again, mine follows theirs."""
    data = request.POST.copy()
    data["seen"] = f"{data.get('seen', '')},{theirs.pk}"
    context = write_page(request.acting, plan, refused=VoiceForm(plan, data, **speakers))
    words = theirs.words or theirs.not_asked_reason
    return render_page(request, PAGE, {**context, "other_voice": words}, status=409)


@require_POST
@send_once
def goal_add(request, pk):
    plan = readable_or_none(request, pk)
    if plan is None:
        return given_back(request, pk, "text")
    form = GoalForm(plan, request.POST)
    return _add(
        request,
        plan,
        form,
        lambda: writing.add_goal(plan, by=request.acting, facts=form.facts()),
        _("Målet är tillagt."),
        "insatser",
    )


@require_POST
@send_once
def measure_add(request, pk):
    plan = readable_or_none(request, pk)
    if plan is None:
        return given_back(request, pk, "text")
    form = MeasureForm(plan, request.POST)
    return _add(
        request,
        plan,
        form,
        lambda: writing.add_measure(plan, by=request.acting, facts=form.facts()),
        _("Insatsen är tillagd."),
        "insatser",
    )
