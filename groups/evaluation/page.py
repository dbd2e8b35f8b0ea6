"""What was said of a forum's meetings, made ready: on the meeting's page, as a table on the forum's, as a list."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.regions.profile import profile_of
from core.regions.shapes import MeetingQuestion
from core.ui import dates, numbers
from core.ui.said import said
from groups.answers.sums import added, figure, how_many
from groups.answers.sums import mean as mean_of
from groups.evaluation import policies
from groups.evaluation.models import EvaluationSum
from groups.meetings.called import Attendance
from groups.meetings.models import Invitation, Meeting
from groups.models import Forum

IS = {"up": "ok", "down": "soon", "same": ""}


def questions_ever(region_id: Any) -> tuple[MeetingQuestion, ...]:
    """All that the region asks or has asked, in its order."""
    asked = profile_of(region_id).meeting_questions
    return asked.asked if asked else ()


def mean(sums: Iterable[EvaluationSum], key: str) -> float | None:
    """Of all answers to the question; None when nobody was asked it."""
    value = mean_of(added(one.scores for one in sums).get(key, ()))
    return None if value is None else round(value, 1)


class MeetingPanel:
    """How one meeting was: `asks` go into the page's own statement, then `shown` is for its template."""

    def __init__(self, acting: Acting, meeting: Meeting) -> None:
        self._acting, self._meeting = acting, meeting
        self._given = policies.own_given(acting, meeting)
        self._sum = policies.sums_of(acting, meeting.forum).filter(meeting=meeting)
        self.asks = (self._given, self._sum) if policies.questions_of(meeting) else ()

    def shown(self, called: Iterable[Invitation]) -> dict[str, Any] | None:
        """None before it is held, and where the region asks nothing. `called`: those called to it, read already."""
        if not self.asks:
            return None
        own = [one for one in called if one.assignment_id == self._acting.assignment_id]
        was_there = any(one.attendance == Attendance.PRESENT and one.item_id is None for one in own)
        is_open, has_answered = policies.is_open(self._meeting), bool(self._given)
        found = next(iter(self._sum), None)
        may = was_there and is_open and not has_answered
        return {
            "url": reverse("groups:evaluation_answer", args=[self._meeting.pk]) if may else "",
            "own": _("Du har svarat.") if has_answered else "",
            "facts": _facts(found, self._meeting) if found else [],
            "count": how_many(found.answers, found.asked) if found else "",
            "words": found.words if found else [],
            "none": "" if found else _waits() if is_open else _("Det finns inga svar att visa."),
        }


def _facts(found: EvaluationSum, meeting: Meeting) -> list[dict[str, str]]:
    asked = [one for one in questions_ever(meeting.region_id) if one.key in found.scores]
    return [{"term": said(one.label), "text": figure(mean([found], one.key))} for one in asked]


def _waits() -> str:
    return _("Svaren visas för gruppen när minst tre har svarat.")


def evaluations_of(forum: Forum, sums: Iterable[EvaluationSum]) -> dict[str, Any] | None:
    """The last meeting beside those before it, question by question; None when there is nothing to show."""
    found = list(sums)
    if not found:
        return None
    last, day = found[0], found[0].meeting.held_on
    before = [one for one in found if one.meeting.held_on < day]
    asked = [one for one in questions_ever(forum.region_id) if one.key in last.scores]
    url = reverse("groups:evaluation_list", args=[forum.pk])
    return {
        "rows": [_compared(one, last, before, url) for one in asked],
        "last_on": dates.day(day),
        "last_url": _meeting_url(last),
        "count": how_many(last.answers, last.asked),
        "all": url,
    }


def _meeting_url(one: EvaluationSum) -> str:
    return reverse("groups:meeting_detail", args=[one.meeting_id]) + "#utvardering"


def _compared(asked: MeetingQuestion, last: EvaluationSum, before: list[EvaluationSum], url: str) -> dict[str, str]:
    now, earlier = mean([last], asked.key), mean(before, asked.key)
    words, key = _way(now, earlier)
    query = urlencode({"fraga": asked.key, "fore": last.meeting.held_on.isoformat()})
    return {
        "question": said(asked.label),
        "last": figure(now),
        "before": "" if earlier is None else figure(earlier),
        "before_url": f"{url}?{query}",
        "way": words,
        "way_is": IS.get(key, ""),
    }


def _way(now: float | None, before: float | None) -> tuple[str, str]:
    """Up, down or as before, in words and with how much."""
    if now is None or before is None:
        return "", ""
    by = round(now - before, 1)
    if not by:
        return _("Som förut"), "same"
    how = {"n": numbers.number(abs(by), 1)}
    return (_("Upp %(n)s") % how, "up") if by > 0 else (_("Ner %(n)s") % how, "down")


def evaluation_row(questions: Iterable[MeetingQuestion]) -> Callable[[EvaluationSum], dict[str, Any]]:
    """One meeting of the list, with a figure for each of the questions that the list shows."""

    def row(one: EvaluationSum) -> dict[str, Any]:
        return {
            "title": dates.day(one.meeting.held_on),
            "url": _meeting_url(one),
            "count": how_many(one.answers, one.asked),
            "figures": [{"label": said(asked.label), "text": figure(mean([one], asked.key))} for asked in questions],
        }

    return row
