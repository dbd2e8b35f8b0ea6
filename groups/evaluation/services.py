"""Ask those who were at a meeting how it was, and take in what they say. [F37, 004:L734]"""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, require
from core.errors import WrongState
from groups.answers.taking import take
from groups.evaluation import policies
from groups.evaluation.models import SCALE
from groups.meetings.models import Meeting
from groups.telling import tell

COUNTS = "SELECT access.evaluate_meeting(%s, %s::jsonb, %s)"


def ask_present(meeting: Meeting, *, by: Acting) -> None:
    """Those who were there are told that they may say how it was, where the region asks it and the time is not out."""
    if policies.is_open(meeting):
        people = policies.asked_at(meeting).values_list("assignment", flat=True)
        tell("meeting_evaluation", meeting, people, by)


@transaction.atomic
def evaluate(meeting: Meeting, *, by: Acting, scores: Mapping[str, int], words: str = "") -> None:
    """One's own answer, once; what it says is added to what the others said, and is nobody's. [ADR 12]

    Raises PermissionDenied for who was not there, WrongState before the meeting is held, when the time is out and when
    one has answered, Refused for a question without an answer and for words that tell who a child is.
    """
    meeting.refresh_from_db()
    require(policies.can_answer(by, meeting))
    if not policies.is_open(meeting):
        raise WrongState(_("Det går inte längre att svara på hur mötet var."))
    asked = [one.key for one in policies.questions_of(meeting)]
    if not take(COUNTS, meeting, asked=asked, steps=len(SCALE), scores=scores, words=words):
        raise WrongState(_("Du har redan svarat på hur mötet var."))
    audit.record("meeting.evaluated", meeting, by=by)
