"""Ask when a forum can meet, answer, see how it suits, choose. [F31]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.access import require
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.said import said
from core.ui.verbs import ACT, PAGE, act_page, confirm_page, sent
from groups.finding import back_to, forum_or_404, year_beside
from groups.meetings.policies import can_plan
from groups.polls import policies, services
from groups.polls.forms import AnswerForm, AskForm, span
from groups.polls.models import DatePoll, PollAnswer, PollTime
from groups.polls.page import poll_page, poll_url


def poll_or_404(request, pk) -> DatePoll:
    return get_object_or_404(policies.visible_polls(request.acting).select_related("forum"), pk=pk)


def where(poll: DatePoll) -> dict:
    return {"back": _("Tid för möte i %(forum)s") % {"forum": said(poll.forum.name)}, "back_url": poll_url(poll)}


@require_GET
def poll_detail(request, pk):
    return render_page(request, "groups/poll_detail.html", poll_page(request.acting, poll_or_404(request, pk)))


@PAGE
@send_once
def poll_new(request, pk):
    forum = forum_or_404(request, pk)
    require(can_plan(request.acting, forum))
    form = AskForm(sent(request))
    words = {
        "title": _("Hitta en tid för nästa möte"),
        "lead": _("De som sitter i gruppen svarar på vilka tider de kan. Sedan väljer du en av dem."),
        "button": _("Skicka frågan"),
        "beside": year_beside(),
        **back_to(forum),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: services.ask(forum, by=request.acting, **form.facts()),
        done=_("Frågan är skickad till dem som sitter i gruppen."),
        to=poll_url,
    )


@PAGE
@send_once
def poll_answer(request, pk):
    """All the times on one page."""
    poll = poll_or_404(request, pk)
    require(policies.can_answer(request.acting, poll))
    if not policies.takes_answers(poll):
        messages.error(request, _("Det går inte längre att svara. Frågan om tider är stängd."))
        return redirect(poll_url(poll))
    own = PollAnswer.objects.filter(poll=poll, assignment_id=request.acting.assignment_id)
    form = AnswerForm(poll.times.all(), dict(own.values_list("time", "suits")), sent(request))
    words = {
        "title": _("När kan du?"),
        "lead": _("Gruppen ser vad du svarar. Du kan ändra dig tills svarstiden har gått ut."),
        "button": _("Skicka svaren"),
        **where(poll),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: services.answer(poll, by=request.acting, **form.facts()),
        done=_("Dina svar är sparade."),
        to=poll_url,
    )


@PAGE
@send_once
def poll_settle(request, pk):
    """The time in words, and what follows; then the meeting's own page."""
    time = get_object_or_404(PollTime.objects.filter(poll__in=policies.visible_polls(request.acting)), pk=pk)
    poll = poll_or_404(request, time.poll_id)
    require(policies.can_settle(request.acting, poll))
    words = {
        "title": _("Välj den här tiden"),
        "text": span(time),
        "effects": [_("Mötet planeras och de som sitter i gruppen får veta tiden."), _("Ingen kallas än.")],
        "verb": _("Välj tiden"),
        "back_url": poll_url(poll),
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.settle(poll, by=request.acting, time=time),
        done=_("Mötet är planerat. Lägg till punkter på dagordningen."),
        to=lambda meeting: reverse("groups:meeting_detail", args=[meeting.pk]),
    )


@PAGE
@send_once
def poll_end(request, pk):
    poll = poll_or_404(request, pk)
    require(policies.can_settle(request.acting, poll))
    words = {
        "title": _("Avsluta utan att välja en tid"),
        "effects": [_("Inget möte planeras."), _("De som sitter i gruppen får veta det.")],
        "verb": _("Avsluta"),
        "back_url": poll_url(poll),
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.end(poll, by=request.acting),
        done=_("Frågan om tider är avslutad."),
        to=lambda _made: poll_url(poll),
    )
