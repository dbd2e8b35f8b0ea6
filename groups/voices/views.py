"""A group's register of what interest organisations say, and the answers. [F53]"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from core import clock
from core.access import together
from core.finding.lists import list_page
from core.ui import dates
from core.ui.once import send_once
from core.ui.questions import Question, question_page
from core.ui.said import said
from core.ui.verbs import PAGE, sent
from groups.columns import VOICES
from groups.meetings.models import Meeting
from groups.meetings.states import MeetingStatus
from groups.models import Forum
from groups.voices import policies, services
from groups.voices.forms import AnswerForm, VoiceFilter, VoiceForm
from groups.voices.page import list_url, tally, voice_row

REGISTER = Question(
    _lazy("Skriv ned synpunkter från en organisation"),
    _lazy("Gruppen svarar på vad de ledde till. Svaret står sedan bredvid synpunkterna."),
    _lazy("Spara"),
    _lazy("Synpunkterna är sparade."),
    VoiceForm,
    services.register,
    policies.can_register,
)
ANSWER = Question(
    _lazy("Svara på synpunkterna"),
    "",
    _lazy("Spara svaret"),
    _lazy("Svaret är sparat."),
    AnswerForm,
    services.answer,
    policies.can_answer,
)


def own_forum_or_404(request, pk):
    return get_object_or_404(policies.own_forums(request.acting), pk=pk)


def _back(forum) -> dict:
    return {"back": _("Intresseorganisationernas synpunkter"), "back_url": list_url(forum.pk)}


@require_GET
def voice_list(request, pk):
    forum, acting = own_forum_or_404(request, pk), request.acting
    form, leads = VoiceFilter(request.GET), forum.is_led
    visible = policies.visible_voices(acting).filter(forum=forum)
    influences, ahead = visible.order_by().values_list("influence", flat=True), _called(forum)
    together(influences, ahead)
    context = {
        "url": list_url(pk),
        "forum_name": said(forum.name),
        "forum_url": reverse("groups:forum_detail", args=[pk]),
        "new": reverse("groups:voice_new", args=[pk]) if forum.may_register else "",
        "invite": _invitations(ahead) if leads else [],
        "tally": tally(influences),
    }
    rows = form.apply(visible).select_related("meeting", "decision").order_by("-said_on", "-created_at", "id")
    return list_page(
        request,
        "groups/voice_list.html",
        name=_("Intresseorganisationernas synpunkter"),
        columns=VOICES,
        rows=rows,
        form=form,
        row=lambda one: voice_row(one, leads),
        context=context,
    )


def _called(forum: Forum) -> QuerySet[Meeting]:
    """The meetings that somebody of an organisation can still be asked to."""
    return Meeting.objects.ahead(clock.now()).filter(forum=forum, status=MeetingStatus.CALLED)


def _invitations(meetings: Iterable[Meeting]) -> list[dict]:
    return [
        {
            "label": dates.weekday_moment(one.starts_at),
            "url": reverse("groups:meeting_note", args=[one.pk, "adjungera"]),
        }
        for one in meetings
    ]


@PAGE
@send_once
def voice_new(request, pk):
    forum = own_forum_or_404(request, pk)
    form = VoiceForm(forum, sent(request), by=request.acting)
    return question_page(request, REGISTER, forum, _back(forum), form=form)


@PAGE
@send_once
def voice_answer(request, pk):
    found = policies.visible_voices(request.acting).select_related("forum")
    voice = get_object_or_404(found, pk=pk)
    return question_page(request, ANSWER, voice, {**_back(voice.forum), "lead": voice.title})
