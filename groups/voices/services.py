"""Write down what an interest organisation says, and what the group did with it. [F53, 004:L364-378, 004:L694]"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.textguard import said_in
from groups.meetings.models import ForumDecision, Meeting
from groups.meetings.policies import decisions_of
from groups.models import Forum
from groups.queries import leaders_of
from groups.telling import tell
from groups.voices import policies, states
from groups.voices.models import Voice
from groups.voices.states import Influence


@dataclass(frozen=True)
class Words:
    organisation: str
    title: str
    text: str
    said_on: date
    meeting: Meeting | None = None


@transaction.atomic
def register(forum: Forum, *, by: Acting, words: Words) -> Voice:
    """Kept as it was said; whoever leads the forum is told. Raises PermissionDenied, Refused."""
    require(policies.can_register(by, forum))
    if words.said_on > clock.today():
        raise Refused(_("Dagen kan inte ligga framåt i tiden."), field="said_on")
    meetings = policies.meetings_for(by, forum)
    if words.meeting is None and not policies.leads_forum(by, forum.pk):
        raise Refused(_("Välj det möte som du är kallad till."), field="meeting")
    if words.meeting is not None and not meetings.filter(pk=words.meeting.pk).exists():
        raise Refused(_("Välj ett av gruppens möten."), field="meeting")
    voice = Voice(
        region_id=forum.region_id,
        forum=forum,
        meeting=words.meeting,
        said_on=words.said_on,
        noted_by_id=by.assignment_id,
        **{name: said_in(name, getattr(words, name)) for name in ("organisation", "title", "text")},
    )
    voice.save(force_insert=True)
    audit.record("voice.registered", voice, by=by)
    tell("voice_registered", voice, leaders_of(forum, clock.today()).values_list("pk", flat=True), by)
    return voice


@transaction.atomic
def answer(voice: Voice, *, by: Acting, influence: str, answer: str, decision: ForumDecision | None = None) -> Voice:
    """What it led to, and why; whoever wrote it down is told. Raises WrongState, PermissionDenied, Refused."""
    voice = locked(voice, states.ANSWER, policies.can_answer, by)
    if influence not in Influence.values:
        raise Refused(_("Välj vad det ledde till."), field="influence")
    if decision is not None and not decisions_of(voice.forum_id).filter(pk=decision.pk).exists():
        raise Refused(_("Välj ett beslut som gruppen har fattat på ett möte."), field="decision")
    voice.influence, voice.answer, voice.decision = influence, said_in("answer", answer), decision
    voice.answered_by_id, voice.answered_on = by.assignment_id, clock.today()
    changed = "influence", "answer", "decision", "answered_by", "answered_on"
    voice = moved(voice, states.ANSWER, "voice.answered", by, *changed)
    tell("voice_answered", voice, [voice.noted_by_id], by)
    return voice
