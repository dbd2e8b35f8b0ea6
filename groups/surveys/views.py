"""Open a survey, answer it, read what was said, carry the weakest into the plan. [F133, F135]"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import require
from core.errors import Refused, WrongState
from core.regions.profile import profile_of
from core.ui.once import send_once
from core.ui.pages import render_list, render_page
from core.ui.said import said
from core.ui.verbs import ACT, PAGE, act_page, sent
from groups.finding import back_to, forum_or_404
from groups.surveys import planning, policies, services
from groups.surveys.compiled import compiled_page, compiled_url
from groups.surveys.forms import AnswerForm, OpenForm, SurveyFilter
from groups.surveys.page import parts_of, round_page, round_row, round_url, title_of
from groups.year.page import home


def round_or_404(request, pk):
    return get_object_or_404(policies.with_relations(policies.visible_rounds(request.acting)), pk=pk)


@require_GET
def survey_list(request):
    acting = request.acting
    surveys = policies.surveys_in(profile_of(acting.region_id, on=clock.today()))
    form = SurveyFilter(request.GET, surveys=surveys)
    rows = form.apply(policies.visible_rounds(acting)).order_by("-opened_on", "forum__name", "id")
    year = clock.today().year
    compiled = surveys if policies.can_compile(acting) else []
    context = {
        "compiled": [{"label": f"{said(one.label)} {year}", "url": compiled_url(one, year)} for one in compiled],
        "url": reverse("groups:survey_list"),
        "send": reverse("groups:survey_send") if policies.can_send(acting) else "",
    }
    return render_list(request, "groups/survey_list.html", rows=rows, form=form, row=round_row, context=context)


@require_GET
def survey_compiled(request, kind, year):
    require(policies.can_compile(request.acting))
    today = clock.today()
    surveys = policies.surveys_in(profile_of(request.acting.region_id, on=today))
    survey = next((one for one in surveys if one.key == kind), None)
    if survey is None or not 2000 <= year <= today.year:
        raise Http404
    context = compiled_page(request.acting, survey, year, today.year)
    return render_page(request, "groups/survey_compiled.html", context)


@require_GET
def survey_detail(request, pk):
    return render_page(request, "groups/survey_detail.html", round_page(request.acting, round_or_404(request, pk)))


@PAGE
@send_once
def survey_new(request, pk):
    forum = forum_or_404(request, pk)
    require(policies.can_open(request.acting, forum))
    form = OpenForm(policies.own_surveys(forum), sent(request))
    words = {
        "title": _("Öppna årets enkät"),
        "lead": _("De som sitter i gruppen svarar, en gång var. Ingen får veta vem som har svarat vad."),
        "button": _("Öppna enkäten"),
        **back_to(forum),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: services.open_round(forum, by=request.acting, **form.facts()),
        done=_("Enkäten är öppen. De som sitter i gruppen har fått veta det."),
        to=round_url,
    )


@PAGE
@send_once
def survey_send(request):
    require(policies.can_send(request.acting))
    form = OpenForm(policies.sent_surveys(request.acting), sent(request))
    words = {
        "title": _("Skicka årets enkät till grupperna"),
        "lead": _("Den går till alla grupper som inte har fått den i år. De som sitter där svarar en gång var."),
        "button": _("Skicka enkäten"),
        "back": _("Enkäter"),
        "back_url": reverse("groups:survey_list"),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: services.send_to_all(by=request.acting, **form.facts()),
        done=_sent_to,
        to=lambda _made: reverse("groups:survey_list"),
    )


def _sent_to(made) -> str:
    n = len(made)
    return ngettext("Enkäten är skickad till %(n)d grupp.", "Enkäten är skickad till %(n)d grupper.", n) % {"n": n}


@PAGE
@send_once
def survey_answer(request, pk):
    """All questions on one page; when it is too late or done already, back to the round with a sentence."""
    one = round_or_404(request, pk)
    require(policies.can_answer(request.acting, one))
    if policies.own_given(request.acting, one).exists():
        messages.info(request, _("Du har redan svarat på enkäten."))
        return redirect(round_url(one))
    if not policies.is_open(one):
        messages.error(request, _("Det går inte längre att svara på enkäten."))
        return redirect(round_url(one))
    survey = policies.survey_of(one)
    form = AnswerForm(survey, parts_of(one), sent(request))
    words = {
        "title": title_of(one),
        "lead": _("Ingen får veta vem som har svarat vad. Gruppen ser svaren tillsammans när enkäten är stängd."),
        "button": _("Skicka"),
        "back": said(one.forum.name),
        "back_url": round_url(one),
    }
    return act_page(
        request,
        "groups/survey_answer.html",
        form,
        words,
        act=lambda: services.answer(one, by=request.acting, **form.facts()),
        done=_("Tack. Ditt svar är räknat."),
        to=lambda _made: round_url(one),
    )


@require_POST
@send_once
def survey_into_plan(request, pk, axis):
    one = round_or_404(request, pk)
    try:
        focus = planning.carry_into_plan(one, by=request.acting, axis=axis)
    except (Refused, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect(round_url(one))
    messages.success(request, _("Området står nu i utkastet till handlingsplanen."))
    return redirect(f"{home(focus.plan)}#del-{focus.key}")
