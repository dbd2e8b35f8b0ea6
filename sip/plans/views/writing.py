"""Write the plan together: sections that save themselves, voices, goals, measures. Nothing typed is lost. [F81, F82]"""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.access import require, together
from core.errors import Refused, WrongState
from core.ui import autosave
from core.ui.once import send_once
from core.ui.pages import refuse, render_page, render_part
from core.ui.sections import SectionForm, Typed
from sip.plans import policies
from sip.plans.content_forms import GoalForm, MeasureForm, PlanForm, VoiceForm
from sip.plans.models import PlanSection, PlanVoice, SipPlan
from sip.plans.services import writing
from sip.plans.services.writing import EditedByAnother
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
    """One section; the same POST from the button and from the script."""
    section = policies.visible_sections(request.acting).filter(pk=pk).first()
    if section is None:
        return given_back(request, request.GET.get("plan", ""), "text")
    plan = readable_or_404(request, section.case_id)
    require(policies.may_write(request.acting, plan))
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _not_saved(request, plan, section, form)
    try:
        saved = writing.save_section(section, by=request.acting, **form.cleaned_data)
    except EditedByAnother as edited:
        return _two_texts(request, plan, edited, form.cleaned_data["text"])
    except WrongState as wrong:
        form.add_error(None, str(wrong))
        return _not_saved(request, plan, section, form)
    if autosave.is_asked(request):
        return autosave.saved(version=saved.version, at=saved.saved_at or plan.case.created_at)
    return redirect(f"{reverse('sip:plan_write', args=[plan.pk])}#avsnitt-{section.key}")


def _not_saved(request, plan: SipPlan, section: PlanSection, form: SectionForm):
    """422: what was typed stands in its box, with why it was not saved."""
    if autosave.is_asked(request):
        return autosave.refused(form)
    typed = Typed(section.pk, request.POST.get("text", ""), error=form.faults[0]["sentence"])
    return render_page(request, PAGE, write_page(request.acting, plan, typed=typed), status=422)


def _two_texts(request, plan: SipPlan, edited: EditedByAnother, mine: str):
    theirs = edited.current
    if autosave.is_asked(request):
        by = str(theirs.saved_by.person) if theirs.saved_by else ""
        return autosave.conflict(version=theirs.version, texts={"text": theirs.text}, by=by, at=theirs.saved_at)
    typed = Typed(theirs.pk, mine, theirs=theirs)
    return render_page(request, PAGE, write_page(request.acting, plan, typed=typed), status=409)


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
