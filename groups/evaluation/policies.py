"""Who is asked how a meeting was, and what a forum reads of what they said. [F37, 004:L734]"""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.regions.profile import profile_of
from core.regions.shapes import MeetingQuestion
from groups.evaluation.models import EvaluationGiven, EvaluationSum
from groups.meetings.called import Attendance
from groups.meetings.models import Invitation, Meeting
from groups.meetings.states import TOOK_PLACE
from groups.models import Forum


def questions_of(meeting: Meeting) -> tuple[MeetingQuestion, ...]:
    """Those of the day it was held; none where the region asks none, or it has not been held."""
    asked = profile_of(meeting.region_id).meeting_questions
    return asked.on(meeting.held_on) if asked and meeting.held_on else ()


def answered_by(meeting: Meeting) -> date | None:
    """The last day to answer; None when nobody is asked."""
    asked = profile_of(meeting.region_id).meeting_questions
    return meeting.held_on + timedelta(days=asked.answer_days) if asked and meeting.held_on else None


def is_open(meeting: Meeting) -> bool:
    """It has been held, and there is time left to say how it was."""
    last = answered_by(meeting)
    return meeting.status in TOOK_PLACE and last is not None and clock.today() <= last and bool(questions_of(meeting))


def asked_at(meeting: Meeting) -> QuerySet[Invitation]:
    """Who was there for the whole of it, as member, substitute or co-opted."""
    return Invitation.objects.filter(meeting=meeting, attendance=Attendance.PRESENT, item__isnull=True)


def own_given(acting: Acting, meeting: Meeting) -> QuerySet[EvaluationGiven]:
    return EvaluationGiven.objects.filter(meeting=meeting, assignment_id=acting.assignment_id)


def can_answer(acting: Acting, meeting: Meeting) -> bool:
    """Who was there; whether it is still open and not done already is what the answer is told."""
    return asked_at(meeting).filter(assignment_id=acting.assignment_id).exists()


def unanswered(acting: Acting, today: date) -> QuerySet[Invitation]:
    """The own calls to meetings that one was at, has not said anything of, and still may."""
    asked = profile_of(acting.region_id).meeting_questions
    if asked is None:
        return Invitation.objects.none()
    mine = Invitation.objects.filter(assignment_id=acting.assignment_id, region_id=acting.region_id)
    mine = mine.filter(attendance=Attendance.PRESENT, item__isnull=True, meeting__status__in=TOOK_PLACE)
    given = EvaluationGiven.objects.filter(meeting=OuterRef("meeting"), assignment_id=acting.assignment_id)
    recent = mine.filter(meeting__held_on__gte=today - timedelta(days=asked.answer_days))
    return recent.filter(~Exists(given)).select_related("meeting__forum").order_by("meeting__starts_at", "id")


def sums_of(acting: Acting, forum: Forum) -> QuerySet[EvaluationSum]:
    """What was said of its meetings, the last first. The wall shows those where three or more have answered."""
    found = EvaluationSum.objects.filter(within("forum_id", "visible_forum_ids"), forum=forum, region=acting.region_id)
    return found.select_related("meeting").order_by("-meeting__starts_at", "-meeting_id")


def own_forums(acting: Acting) -> QuerySet[Forum]:
    return Forum.objects.filter(within("id", "visible_forum_ids"), region=acting.region_id)
