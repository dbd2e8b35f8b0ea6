"""The list of meetings, a meeting's page, plan and call it, answer. [F31-F33]"""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from core import clock
from core.access import require
from core.finding.lists import list_page
from core.ui import dates
from core.ui.forms import AboutForm
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.questions import question_page
from core.ui.said import said
from core.ui.verbs import ACT, PAGE, act_page, sent
from groups.columns import MEETINGS
from groups.finding import back_to, forum_or_404, year_beside
from groups.frequency.saying import left_to_plan
from groups.interests.page import lacking_words
from groups.interests.policies import lacking_in
from groups.meetings import policies
from groups.meetings.forms import DoneForm, MeetingFilter, NewForm, PassOnForm, ReplyForm, YearForm
from groups.meetings.lacking import lacking_before
from groups.meetings.models import ActionItem, Invitation, Meeting, PassedOn
from groups.meetings.page import meeting_page, title, when
from groups.meetings.questions import PLAN, QUESTIONS
from groups.meetings.services import calling, passing_on, planning, writing
from groups.meetings.states import MeetingStatus
from groups.models import Forum


def meeting_or_404(request: HttpRequest, pk: UUID) -> Meeting:
    found = policies.visible_meetings(request.acting)  # type: ignore[attr-defined]
    found = found.select_related("forum", "chair__person", "recorder__person")
    return get_object_or_404(found, pk=pk)


def home(meeting: Meeting) -> str:
    return reverse("groups:meeting_detail", args=[meeting.pk])


def where(meeting: Meeting) -> dict:
    """The way back, in words."""
    return {"back": f"{said(meeting.forum.name)}, {title(meeting).lower()}", "back_url": home(meeting)}


@require_GET
def meeting_list(request):
    visible = policies.visible_meetings(request.acting)
    forums = Forum.objects.filter(pk__in=visible.values("forum")).order_by("name", "id")
    form = MeetingFilter(request.GET, forums=forums)
    led = policies.led_forums(request.acting).on(clock.today()).order_by("name", "id")
    context = {
        "url": reverse("groups:meeting_list"),
        "led": [{"name": said(one.name), "url": reverse("groups:meeting_new", args=[one.pk])} for one in led],
    }
    return list_page(
        request,
        "groups/meeting_list.html",
        name=_("Möten"),
        columns=MEETINGS,
        rows=form.apply(visible).for_list(),
        form=form,
        row=_row,
        context=context,
    )


def _row(meeting: Meeting) -> dict:
    return {
        "url": home(meeting),
        "title": said(meeting.forum.name),
        "when": dates.weekday_moment(meeting.starts_at),
        "place": meeting.place,
        "meeting": meeting,
    }


@require_GET
def meeting_detail(request, pk):
    meeting = meeting_or_404(request, pk)
    return render_page(request, "groups/meeting_detail.html", meeting_page(request.acting, meeting))


@PAGE
@send_once
def meeting_new(request, pk):
    """Plan a meeting of the forum."""
    forum = forum_or_404(request, pk)
    form = NewForm(forum, sent(request), by=request.acting)
    return question_page(request, PLAN, forum, {**back_to(forum), "beside": year_beside()}, form=form, to=home)


@PAGE
@send_once
def meeting_year(request, pk):
    """Plan the year's meetings of the forum at once."""
    forum = forum_or_404(request, pk)
    require(policies.can_plan(request.acting, forum))
    form = YearForm(sent(request))
    words = {
        "title": _("Planera årets möten"),
        "lead": " ".join([*left_to_plan(forum, clock.today()), _("Ingen kallas än. Varje möte kan flyttas för sig.")]),
        "button": _("Spara mötena"),
        "beside": year_beside(),
        **back_to(forum),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: planning.plan_year(forum, by=request.acting, **form.facts()),
        done=_planned,
        to=lambda _made: words["back_url"],
    )


def _planned(made: list[Meeting]) -> str:
    return ngettext("Ett möte är planerat.", "%(n)d möten är planerade.", len(made)) % {"n": len(made)}


@PAGE
@send_once
def meeting_call(request, pk):
    """What goes out, to whom, and which parties and mandates are lacking: before it does. [S-19, S-21]"""
    meeting = meeting_or_404(request, pk)
    require(policies.can_call(request.acting, meeting))
    form = AboutForm(meeting, sent(request))
    context = {"meeting": meeting, "when": when(meeting), "lacking": lacking_before(meeting), **where(meeting)}
    return act_page(
        request,
        "groups/meeting_call.html",
        form,
        context,
        act=lambda: calling.call_meeting(meeting, by=request.acting),
        done=_("Kallelsen är skickad."),
        to=home,
    )


@PAGE
@send_once
def meeting_note(request, pk, question):
    """One question about the meeting; a refusal keeps what was typed."""
    meeting, asked = meeting_or_404(request, pk), QUESTIONS[question]
    words = where(meeting)
    if question == "lamna-in" and (lacking := lacking_words(lacking_in(meeting))):
        words["lead"] = f"{asked.lead} {lacking}"
    return question_page(request, asked, meeting, words)


@PAGE
@send_once
def invitation_answer(request, pk):
    """Yes, no, or who comes instead: two presses from the start page."""
    mine = Invitation.objects.filter(assignment_id=request.acting.assignment_id)
    invitation = get_object_or_404(mine.select_related("assignment", "membership"), pk=pk)
    meeting = meeting_or_404(request, invitation.meeting_id)
    form = ReplyForm(invitation, sent(request))
    return act_page(
        request,
        "groups/invitation_answer.html",
        form,
        {
            "meeting": meeting,
            "when": when(meeting),
            "is_open": meeting.status == MeetingStatus.CALLED,
            **where(meeting),
        },
        act=lambda: calling.answer_invitation(invitation, by=request.acting, **form.facts()),
        done=_("Ditt svar är sparat."),
        to=lambda _made: home(meeting),
    )


@PAGE
@send_once
def meeting_pass_on(request, pk):
    """What the meeting came to is passed on and anchored at home. [S-70]"""
    mine = PassedOn.objects.filter(assignment_id=request.acting.assignment_id)
    row = get_object_or_404(mine, pk=pk)
    meeting = meeting_or_404(request, row.meeting_id)
    form = PassOnForm(sent(request), initial={"on": clock.today()})
    words = {
        "title": _("För vidare vad mötet kom fram till"),
        "lead": _("Varje ledamot för vidare vad mötet kom fram till och förankrar det i den egna verksamheten."),
        "button": _("Spara"),
        **where(meeting),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: passing_on.pass_on(row, by=request.acting, **form.facts()),
        done=_("Sparat."),
        to=lambda _made: home(meeting),
    )


@PAGE
@send_once
def action_done(request, pk):
    """What was taken on is done."""
    action = get_object_or_404(ActionItem.objects.standing().select_related("forum"), pk=pk)
    require(policies.can_finish(request.acting, action))
    form = DoneForm(sent(request), initial={"on": clock.today()})
    words = {
        "title": _("Åtgärden är gjord"),
        "lead": action.text,
        "button": _("Spara"),
        "back": said(action.forum.name),
        "back_url": reverse("groups:meeting_list"),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: writing.finish_action(action, by=request.acting, **form.facts()),
        done=_("Sparat. Åtgärden kommer inte tillbaka på nästa dagordning."),
        to=lambda _made: reverse("groups:meeting_list"),
    )
