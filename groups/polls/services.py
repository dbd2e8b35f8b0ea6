"""Ask when a forum can meet, take the answers, choose a time: the meeting is planned then. [F31]"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, in_turn, require
from core.audit.moves import locked, moved
from core.errors import Refused, WrongState
from core.people.models import RoleAssignment
from core.textguard import refuse_identity
from core.workdays import local_today
from groups.composition import seated_in
from groups.meetings.models import Meeting
from groups.meetings.policies import can_plan
from groups.meetings.services.planning import When, plan_meeting
from groups.models import Forum
from groups.polls import policies, states
from groups.polls.models import DatePoll, PollAnswer, PollTime
from groups.polls.states import Suits
from groups.telling import tell


@dataclass(frozen=True)
class Span:
    """One time that is asked about; `field` is where it was asked for."""

    starts_at: datetime
    ends_at: datetime
    field: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked of those who sit there: times, and what the meeting has whichever is chosen."""

    times: Sequence[Span]
    reply_by: date
    place: str = ""
    theme: str = ""


@transaction.atomic
def ask(forum: Forum, *, by: Acting, question: Question) -> DatePoll:
    """Those who sit in the forum are told. Raises PermissionDenied, Refused."""
    require(can_plan(by, forum))
    _check(question)
    poll = DatePoll(
        region_id=forum.region_id,
        forum=forum,
        place=question.place.strip(),
        theme=question.theme.strip(),
        reply_by=question.reply_by,
        asked_by_id=by.assignment_id,
    )
    poll.save(force_insert=True)
    times = sorted(question.times, key=lambda one: one.starts_at)
    PollTime.objects.bulk_create(
        PollTime(
            region_id=forum.region_id, forum_id=forum.pk, poll=poll, starts_at=one.starts_at, ends_at=one.ends_at
        )
        for one in times
    )  # fmt: skip
    audit.record("poll.asked", poll, by=by)
    tell("poll_asked", poll, _asked(poll), by)
    return poll


def _check(question: Question) -> None:
    refuse_identity(question.theme, field="theme")
    refuse_identity(question.place, field="place")
    if not states.FEWEST <= len(question.times) <= states.MOST:
        raise Refused(_("Föreslå minst två och högst fem tider."), field="day_1")
    seen: set[datetime] = set()
    for one in question.times:
        if one.starts_at <= clock.now():
            raise Refused(_("Mötet måste ligga framåt i tiden."), field=one.field)
        if one.starts_at in seen:
            raise Refused(_("Samma tid står två gånger."), field=one.field)
        seen.add(one.starts_at)
    if not clock.today() <= question.reply_by < local_today(min(seen)):
        raise Refused(_("Välj en dag från i dag och före den första tiden."), field="reply_by")


@transaction.atomic
def answer(poll: DatePoll, *, by: Acting, suits: Mapping[UUID, str]) -> DatePoll:
    """One's own answer to every time, changed as often as one likes; the last to answer wakes whoever asked.

    Raises WrongState when it is over, PermissionDenied for who does not sit there, Refused for a time without answer.
    """
    in_turn("poll", poll.pk)
    found = DatePoll.objects.select_related("forum").filter(pk=poll.pk)
    require(found.exists())
    poll = found.get()
    if not policies.takes_answers(poll):
        raise WrongState(_("Det går inte längre att svara. Frågan om tider är stängd."))
    require(policies.can_answer(by, poll))
    times = list(poll.times.values_list("pk", flat=True))
    for key in times:
        if suits.get(key) not in Suits.values:
            raise Refused(_("Svara på alla tider."), field=f"time_{key}")
    known = {one.time_id: one for one in PollAnswer.objects.filter(poll=poll, assignment_id=by.assignment_id)}
    for key, one in known.items():
        one.suits = suits[key]
    PollAnswer.objects.bulk_update(known.values(), ["suits"])
    PollAnswer.objects.bulk_create(
        PollAnswer(
            region_id=poll.region_id,
            forum_id=poll.forum_id,
            poll=poll,
            time_id=key,
            assignment_id=by.assignment_id,
            suits=suits[key],
        )
        for key in times
        if key not in known
    )
    audit.record("poll.answered", poll, by=by)
    if not known and not waiting_in(poll):
        tell("poll_complete", poll, [poll.asked_by_id], by)
    return poll


@transaction.atomic
def settle(poll: DatePoll, *, by: Acting, time: PollTime) -> Meeting:
    """The time becomes a planned meeting, led by whoever chose it; those who sit there are told.

    Raises WrongState, PermissionDenied, Refused for a time that has been.
    """
    poll = locked(poll, states.SETTLE, policies.can_settle, by)
    chosen = poll.times.get(pk=time.pk)
    when = When(chosen.starts_at, chosen.ends_at, poll.place, poll.theme)
    chair = RoleAssignment.objects.get(pk=by.assignment_id)
    poll.meeting = plan_meeting(poll.forum, by=by, when=when, chair=chair)
    poll.ended_on = clock.today()
    moved(poll, states.SETTLE, "poll.settled", by, "meeting", "ended_on")
    tell("poll_settled", poll, _asked(poll), by)
    return poll.meeting


@transaction.atomic
def end(poll: DatePoll, *, by: Acting) -> DatePoll:
    """No meeting comes of it; those who sit there are told. Raises WrongState, PermissionDenied."""
    poll = locked(poll, states.END, policies.can_settle, by)
    poll.ended_on = clock.today()
    poll = moved(poll, states.END, "poll.ended", by, "ended_on")
    tell("poll_ended", poll, _asked(poll), by)
    return poll


def _asked(poll: DatePoll) -> set[UUID]:
    return {one.assignment_id for one in seated_in(poll.forum, clock.today())}


def waiting_in(poll: DatePoll) -> set[UUID]:
    """Those who are asked and have said nothing."""
    return _asked(poll) - set(poll.answers.values_list("assignment", flat=True))
