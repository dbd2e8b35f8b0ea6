"""A question about times made ready for its template: how each suits, who has answered, what one may do. [F31]"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, together
from core.ui import dates
from core.ui.registry import Who
from core.ui.said import said
from groups.answers.sums import how_many
from groups.composition import filled, municipalities_of, requirements_of, seated_in
from groups.finding import forum_url
from groups.models import Membership
from groups.polls import policies
from groups.polls.counting import Tally, best_of, tallies
from groups.polls.forms import span
from groups.polls.models import DatePoll, PollAnswer, PollTime
from groups.polls.states import PollStatus, Suits

SUITS_IS = {Suits.YES: "ok", Suits.IF_NEEDED: "soon", Suits.NO: "late"}


def poll_url(poll: DatePoll) -> str:
    return reverse("groups:poll_detail", args=[poll.pk])


def poll_page(acting: Acting, poll: DatePoll) -> dict[str, Any]:
    """What `groups/poll_detail.html` shows."""
    today, times, answers = clock.today(), poll.times.all(), poll.answers.all()
    together(times, answers)
    members = seated_in(poll.forum, today)
    asked = requirements_of(poll.forum, today)
    towns = municipalities_of(poll.forum, today) if asked else []
    found = tallies(times, answers, members, lambda there: filled(asked, towns, there))
    may, best = policies.can_settle(acting, poll), best_of(found)
    answered = {one.assignment_id for one in answers}
    return {
        "poll": poll,
        "eyebrow": said(poll.forum.name),
        "lead": _lead(poll, len([one for one in members if one.assignment_id in answered]), len(members)),
        "crumbs": [{"label": said(poll.forum.name), "url": forum_url(poll.forum)}],
        "facts": _facts(poll),
        "times": [_time_line(one, one is best, may, bool(asked)) for one in found],
        "headings": [dates.weekday_moment(one.starts_at) for one in times],
        "people": [_person_line(one, times, answers) for one in members],
        "answer_url": _answer_url(acting, poll, members),
        "has_answered": acting.assignment_id in answered,
        "end_url": reverse("groups:poll_end", args=[poll.pk]) if may else "",
        "meeting_url": reverse("groups:meeting_detail", args=[poll.meeting_id]) if poll.meeting_id else "",
        "who": [Who(_("Gruppens ledamöter och deras chefer"), _("Tiderna och vad var och en har svarat"))],
    }


def _answer_url(acting: Acting, poll: DatePoll, members: Iterable[Membership]) -> str:
    is_asked = any(one.assignment_id == acting.assignment_id for one in members)
    return reverse("groups:poll_answer", args=[poll.pk]) if is_asked and policies.takes_answers(poll) else ""


def _lead(poll: DatePoll, answered: int, asked: int) -> str:
    if poll.status == PollStatus.SETTLED:
        return _("Tiden är vald och mötet är planerat.")
    if poll.status == PollStatus.ENDED:
        return _("Frågan är avslutad utan att något möte planerades.")
    return how_many(answered, asked)


def _facts(poll: DatePoll) -> list[dict[str, str]]:
    facts = [{"term": _("Svara senast"), "text": dates.day(poll.reply_by)}]
    facts += [{"term": _("Plats"), "text": poll.place}] if poll.place else []
    return facts + ([{"term": _("Tema"), "text": poll.theme}] if poll.theme else [])


def _time_line(one: Tally, is_best: bool, may: bool, are_seats_asked: bool) -> dict[str, Any]:
    """How many can, and whether the seats that are asked for would have somebody with a mandate."""
    words = {"yes": one.yes, "no": one.no, "if_needed": one.if_needed, "waiting": one.waiting}
    covered = _("Alla platser som krävs har någon med mandat.") if are_seats_asked and not one.lacking else ""
    is_ahead = one.time.starts_at > clock.now()
    return {
        "title": span(one.time),
        "counts": _("%(yes)d kan, %(if_needed)d kan om det behövs, %(no)d kan inte, %(waiting)d har inte svarat")
        % words,
        "covered": covered if one.yes + one.if_needed else "",
        "lacking": ", ".join(one.lacking) if one.yes + one.if_needed else "",
        "is_best": is_best,
        "url": reverse("groups:poll_settle", args=[one.time.pk]) if may and is_ahead else "",
    }


def _person_line(member: Membership, times: Iterable[PollTime], answers: Iterable[PollAnswer]) -> dict[str, Any]:
    unit = member.assignment.unit
    own = {one.time_id: Suits(one.suits) for one in answers if one.assignment_id == member.assignment_id}
    said_of = [own.get(time.pk) for time in times]
    return {
        "name": str(member.assignment.person),
        "unit": unit.name if unit else "",
        "answers": [
            {"when": dates.weekday_moment(time.starts_at), "text": str(one.label) if one else _("Inget svar"),
             "is": SUITS_IS[one] if one else ""}
            for time, one in zip(times, said_of, strict=True)
        ],
    }  # fmt: skip


def near_lines(polls: Iterable[DatePoll]) -> list[dict[str, str]]:
    """The open ones beside a forum's meetings."""
    return [
        {
            "title": _("Fråga om tid för nästa möte"),
            "url": poll_url(one),
            "detail": _("svara senast %(day)s") % {"day": dates.day(one.reply_by)},
        }
        for one in polls
    ]
