"""Who sees a lifted question, who lifts it, who prepares, answers and passes it on, who has the answer. [F42]"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.states import Transition as Move
from groups.choices import Tier
from groups.lifting import states
from groups.lifting.models import LiftedQuestion, LiftNote, LiftStep
from groups.lifting.querysets import LiftedQuerySet
from groups.meetings.models import Meeting
from groups.meetings.policies import is_in_forums, leads_forum
from groups.models import Forum
from groups.querysets import ForumQuerySet

__all__ = ["is_in_forums"]


def visible_questions(acting: Acting) -> LiftedQuerySet:
    """Those that an own forum has lifted, and those that came to one. [security 2: others of the region see nothing]"""
    own = Q(within("origin_id", "visible_forum_ids")) | Q(within("pk", "lifted_question_ids"))
    return LiftedQuestion.objects.filter(own, region=acting.region_id)


def own_forums(acting: Acting) -> ForumQuerySet:
    """Those whose questions the acting one reads, for the filter of the list."""
    return Forum.objects.filter(within("pk", "visible_forum_ids"), region=acting.region_id)


def visible_notes(acting: Acting, question: LiftedQuestion) -> QuerySet[LiftNote]:
    """What the forums prepare where one sits oneself, or which one leads; never what another one does."""
    found = LiftNote.objects.filter(within("forum_id", "partaking_forum_ids"), region=acting.region_id)
    return found.filter(step__question=question)


def can_lift(acting: Acting, forum: Forum) -> bool:
    """Whoever leads a standing forum; where it goes is the tree's matter. [004:L676-692]"""
    return forum.tier != Tier.INDIVIDUAL and leads_forum(acting, forum.pk)


@dataclass(frozen=True)
class Part:
    """What the acting one may do with a question as it stands: where it stands, and at its origin."""

    step: str
    answers: bool
    sets_agenda: bool
    meets: bool
    is_top: bool
    leads_origin: bool


def part_in(acting: Acting, question: LiftedQuestion) -> Part:
    """By the forum it came to last; asked once for the question as it was read."""
    known: dict = question.__dict__.setdefault("_parts", {})
    if acting.assignment_id not in known:
        ahead = Meeting.objects.ahead(clock.now()).filter(forum=OuterRef("to_forum"), region=acting.region_id)
        last = LiftStep.objects.filter(question=question, region=acting.region_id).annotate(
            answers=within("to_forum_id", "answering_forum_ids"),
            sets_agenda=within("to_forum_id", "led_forum_ids"),
            meets=Exists(ahead),
            is_top=Q(to_forum__parent__isnull=True),
            leads_origin=within("origin_id", "led_forum_ids"),
        )
        names = ("status", "answers", "sets_agenda", "meets", "is_top", "leads_origin")
        found = last.order_by("-number").values_list(*names).first()
        known[acting.assignment_id] = Part(*(found or ("", False, False, False, True, False)))
    return known[acting.assignment_id]


def can_receive(acting: Acting, question: LiftedQuestion) -> bool:
    part = part_in(acting, question)
    return part.answers and states.RECEIVE.allowed_from(part.step)


def can_answer(acting: Acting, question: LiftedQuestion) -> bool:
    """And prepare it, for the own forum alone: whoever leads the forum, or is elected to a political one."""
    part = part_in(acting, question)
    return part.answers and part.step in states.HERE


def can_put_on_agenda(acting: Acting, question: LiftedQuestion) -> bool:
    """Whoever sets the agenda of the forum it stands with, while a meeting lies ahead."""
    part = part_in(acting, question)
    return can_answer(acting, question) and part.sets_agenda and part.meets


def can_pass_on(acting: Acting, question: LiftedQuestion) -> bool:
    """While there is a forum above."""
    return can_answer(acting, question) and not part_in(acting, question).is_top


def _of_origin(move: Move) -> Callable[[Acting, LiftedQuestion], bool]:
    """Whoever leads the forum that asked, while the move can be made."""
    return lambda acting, question: move.allowed_from(question.status) and part_in(acting, question).leads_origin


can_confirm = _of_origin(states.CONFIRM)
can_withdraw = _of_origin(states.WITHDRAW)
