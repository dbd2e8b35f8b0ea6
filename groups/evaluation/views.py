"""Say how a meeting was, and read how a forum's meetings have been. [F37]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.access import require
from core.ui.once import send_once
from core.ui.pages import render_list
from core.ui.verbs import ACT, PAGE, act_page, sent
from groups.evaluation import policies, services
from groups.evaluation.forms import EvaluationFilter, EvaluationForm
from groups.evaluation.page import evaluation_row, questions_ever
from groups.finding import back_to
from groups.meetings.views import home, meeting_or_404, where


@PAGE
@send_once
def evaluation_answer(request, pk):
    """All questions on one page; when it is too late or done already, back to the meeting with a sentence."""
    meeting = meeting_or_404(request, pk)
    require(policies.can_answer(request.acting, meeting))
    if policies.own_given(request.acting, meeting).exists():
        messages.info(request, _("Du har redan svarat på hur mötet var."))
        return redirect(home(meeting))
    if not policies.is_open(meeting):
        messages.error(request, _("Det går inte längre att svara på hur mötet var."))
        return redirect(home(meeting))
    form = EvaluationForm(policies.questions_of(meeting), sent(request))
    words = {
        "title": _("Hur var mötet?"),
        "lead": _("Ingen får veta vem som har svarat vad. Gruppen ser svaren tillsammans när minst tre har svarat."),
        "button": _("Skicka"),
        **where(meeting),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: services.evaluate(meeting, by=request.acting, **form.facts()),
        done=_("Tack. Ditt svar är räknat."),
        to=lambda _made: home(meeting),
    )


@require_GET
def evaluation_list(request, pk):
    """The meetings that the forum's figures count."""
    forum = get_object_or_404(policies.own_forums(request.acting), pk=pk)
    questions = questions_ever(forum.region_id)
    form = EvaluationFilter(request.GET, questions=questions)
    chosen = form.chosen.get("fraga")
    shown = [one for one in questions if chosen in (None, one.key)]
    context = {"url": reverse("groups:evaluation_list", args=[pk]), "shown": shown, **back_to(forum)}
    rows = form.apply(policies.sums_of(request.acting, forum))
    row = evaluation_row(shown)
    return render_list(request, "groups/evaluation_list.html", rows=rows, form=form, row=row, context=context)
