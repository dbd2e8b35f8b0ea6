"""Lift a question to the forum above, prepare it there, pass it on or answer it, and have the answer. [F40, F42]"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.obligations.states import ChangeReason
from core.states import Transition as Move
from core.textguard import refuse_identity, said_in
from core.ui.said import said
from core.workdays import local_today
from groups.lifting import policies, states
from groups.lifting.deadlines import ANSWERED
from groups.lifting.models import LiftedQuestion, LiftNote, LiftStep
from groups.lifting.states import Asks
from groups.lifting.way import answerers_of, keys, parent_of
from groups.meetings.models import AgendaItem, ForumDecision, Meeting
from groups.meetings.policies import decisions_of
from groups.meetings.services.agenda import Topic, add_item
from groups.meetings.states import AHEAD, ItemPurpose
from groups.models import Forum
from groups.queries import leaders_of
from groups.telling import tell

PURPOSE = {Asks.DECISION: ItemPurpose.DECIDE, Asks.STANCE: ItemPurpose.DISCUSS, Asks.INFORMATION: ItemPurpose.INFORM}


@dataclass(frozen=True)
class Wanted:
    """What is lifted, in words; `due_on` a day nearer than the region's own, `decision` the one to lift it."""

    title: str
    text: str
    why: str
    asks: str
    due_on: date | None = None
    decision: ForumDecision | None = None


@transaction.atomic
def lift(origin: Forum, *, by: Acting, wanted: Wanted) -> LiftedQuestion:
    """To the forum above; its clock starts and those who answer there are told. [004:L676-692]

    Raises PermissionDenied, Refused where no forum stands above, for a text that names somebody, an impossible day.
    """
    require(policies.can_lift(by, origin))
    if wanted.asks not in Asks.values:
        raise Refused(_("Välj vad ni ber om."), field="asks")
    question = LiftedQuestion(
        region_id=origin.region_id,
        origin=origin,
        lifted_by_id=by.assignment_id,
        lifted_on=clock.today(),
        asks=wanted.asks,
        **{name: said_in(name, getattr(wanted, name)) for name in ("title", "text", "why")},
        **_decided(origin.pk, wanted.decision),
    )
    to = _above(origin)
    question.save(force_insert=True)
    audit.record("lift.lifted", question, by=by)
    _send(question, origin, to, by=by, due_on=wanted.due_on)
    return question


@transaction.atomic
def receive(question: LiftedQuestion, *, by: Acting) -> LiftedQuestion:
    """It has come; every forum on the way sees that it has. Raises WrongState, PermissionDenied."""
    question, step = _held(question, policies.can_receive, by, states.RECEIVE)
    step.received_on = clock.today()
    _step_moved(step, states.RECEIVE, "received_on")
    audit.record("lift.received", question, by=by)
    return question


@transaction.atomic
def prepare(question: LiftedQuestion, *, by: Acting, text: str) -> LiftNote:
    """For the own forum alone; kept as written. Raises WrongState, PermissionDenied, Refused. [003:L1309-1331]"""
    question, step = _held(question, policies.can_answer, by)
    return _noted(step, "lift.prepared", by, text=said_in("text", text))


@transaction.atomic
def put_on_agenda(question: LiftedQuestion, *, by: Acting, meeting: Meeting) -> AgendaItem:
    """Last on the agenda of a meeting ahead; the others see the day. Raises WrongState, PermissionDenied, Refused."""
    question, step = _held(question, policies.can_put_on_agenda, by)
    if meeting.forum_id != step.to_forum_id or meeting.status not in AHEAD:
        raise Refused(_("Välj ett av gruppens kommande möten."), field="meeting")
    topic = Topic(question.title, PURPOSE[Asks(question.asks)], step.message or question.text)
    item = add_item(meeting, by=by, topic=topic)
    _noted(step, "lift.on_agenda", by, item=item)
    step.taken_up_on = local_today(meeting.starts_at)
    step.save(update_fields=["taken_up_on"])
    return item


@transaction.atomic
def pass_on(question: LiftedQuestion, *, by: Acting, message: str, due_on: date | None = None) -> LiftedQuestion:
    """To the forum above, in the own words: one clock ends and the next starts. [003:L1309-1331][004:L593-601]

    Raises WrongState, PermissionDenied, Refused.
    """
    question, step = _held(question, policies.can_pass_on, by, states.PASS_ON)
    message, to = said_in("message", message), _above(step.to_forum)
    step.ended_on = clock.today()
    _step_moved(step, states.PASS_ON, "ended_on")
    audit.record("lift.passed_on", question, by=by)
    obligations.end(question, ANSWERED.code, on=step.ended_on, by=by)
    _send(question, step.to_forum, to, by=by, due_on=due_on, message=message, number=step.number + 1)
    tell("lift_on_its_way", question, _leaders(question.origin), by)
    return question


@transaction.atomic
def answer(
    question: LiftedQuestion, *, by: Acting, answer: str, decision: ForumDecision | None = None, decided_as: str = ""
) -> LiftedQuestion:
    """The clock ends; every forum on the way has the answer. [004:L696-732]

    Who asked for a decision is told which. Raises WrongState, PermissionDenied, Refused.
    """
    question, step = _held(question, policies.can_answer, by, states.ANSWER_STEP)
    step.answer = said_in("answer", answer)
    refuse_identity(decided_as, field="decided_as")
    number = _decided(step.to_forum_id, decision)["decided_as"]
    step.decision, step.decided_as = decision, number or decided_as.strip()
    if question.asks == Asks.DECISION and not step.decided_as:
        raise Refused(_("Gruppen bad om ett beslut. Välj beslutet eller skriv vilket det är."), field="decision")
    today = clock.today()
    question.answered_on, step.ended_on = today, today
    question = moved(question, states.ANSWER, "lift.answered", by, "answered_on")
    _step_moved(step, states.ANSWER_STEP, "answer", "decision", "decided_as", "ended_on")
    obligations.end(question, ANSWERED.code, on=today, by=by)
    tell("lift_answered", question, {*_leaders(question.origin), *_between(question, step)}, by)
    return question


@transaction.atomic
def confirm(question: LiftedQuestion, *, by: Acting, did: str) -> LiftedQuestion:
    """The forum that asked has the answer and says what it did with it; who answered is told. Raises as above."""
    question = locked(question, states.CONFIRM, policies.can_confirm, by)
    question.did, question.confirmed_on = said_in("did", did), clock.today()
    question = moved(question, states.CONFIRM, "lift.confirmed", by, "did", "confirmed_on")
    last = question.steps.select_related("to_forum").get(status=states.S.ANSWERED)
    tell("lift_confirmed", question, keys(answerers_of(last.to_forum)), by)
    return question


@transaction.atomic
def withdraw(question: LiftedQuestion, *, by: Acting, reason: str) -> LiftedQuestion:
    """Taken back by the forum that lifted it; its clock is no longer owed. Raises as above."""
    question = locked(question, states.WITHDRAW, policies.can_withdraw, by)
    step = question.steps.select_related("to_forum").get(status__in=states.HERE)
    question.withdraw_reason, step.ended_on = said_in("reason", reason), clock.today()
    _step_moved(step, states.WITHDRAW_STEP, "ended_on")
    question = moved(question, states.WITHDRAW, "lift.withdrawn", by, "withdraw_reason")
    if obligations.is_running(question, ANSWERED.code, by=by):
        obligations.waive(question, ANSWERED.code, reason=ChangeReason.NOT_NEEDED, by=by)
    tell("lift_withdrawn", question, keys(answerers_of(step.to_forum)), by)
    return question


def _held(
    question: LiftedQuestion, may: Callable[[Acting, LiftedQuestion], bool], by: Acting, move: Move | None = None
) -> tuple[LiftedQuestion, LiftStep]:
    """The question, held, and the step that waits. Raises WrongState, then PermissionDenied."""
    question = lock(question)
    states.ANSWER.guard(question)
    step = question.steps.select_related("to_forum").get(status__in=states.HERE)
    if move:
        move.guard(step)
    require(may(by, question))
    return question, step


def _above(forum: Forum) -> Forum:
    """The forum above, where somebody answers for it. Raises Refused."""
    to = parent_of(forum)
    if to is None:
        raise Refused(_("%(forum)s har ingen grupp över sig att lyfta frågan till.") % {"forum": said(forum.name)})
    if not answerers_of(to).exists():
        raise Refused(
            _("Ingen tar emot frågor för %(forum)s i portalen än. Be regionens administratör ge någon den uppgiften.")
            % {"forum": said(to.name)}
        )
    return to


def _send(
    question: LiftedQuestion,
    sender: Forum,
    to: Forum,
    *,
    by: Acting,
    due_on: date | None,
    message: str = "",
    number: int = 1,
) -> None:
    """The step, its clock and who is told. One is named, for a role of the whole region is held by others too.

    Raises Refused for a day that has passed or lies beyond the region's.
    """
    if due_on is not None and due_on <= clock.today():
        raise Refused(_("Välj en dag som ligger framåt i tiden."), field="due_on")
    people = list(answerers_of(to))
    named = next((one for one in people if one.role == to.led_by), people[0])
    clock_row = obligations.start(
        ANSWERED,
        subject=question,
        subject_code="",
        by=by,
        started_on=clock.today(),
        area_id=question.origin.area_id,
        owner_role=to.led_by,
        owners=[named.pk],
        url_name="groups:lift_detail",
        due_on=due_on,
    )
    step = LiftStep(
        region_id=question.region_id,
        question=question,
        origin_id=question.origin_id,
        number=number,
        from_forum=sender,
        to_forum=to,
        message=message,
        sent_by_id=by.assignment_id,
        sent_on=clock.today(),
        due_on=clock_row.due_on if clock_row else due_on,
    )
    step.save(force_insert=True)
    tell("lift_received", question, [one.pk for one in people], by)


def _step_moved(step: LiftStep, move: Move, *fields: str) -> None:
    step.status = move.target
    step.save(update_fields=["status", *fields])


def _noted(step: LiftStep, act: str, by: Acting, **what: Any) -> LiftNote:
    note = LiftNote(
        region_id=step.region_id, step=step, forum_id=step.to_forum_id, written_by_id=by.assignment_id, **what
    )
    note.save(force_insert=True)
    audit.record(act, step.question, by=by)
    return note


def _decided(forum_id: UUID, decision: ForumDecision | None) -> dict[str, Any]:
    """The decision and its number, one of the forum's own. Raises Refused."""
    if decision is None:
        return {"decision": None, "decided_as": ""}
    if not decisions_of(forum_id).filter(pk=decision.pk).exists():
        raise Refused(_("Välj ett beslut som gruppen har fattat på ett möte."), field="decision")
    return {"decision": decision, "decided_as": str(decision)}


def _leaders(forum: Forum) -> list[UUID]:
    return keys(leaders_of(forum, clock.today()))


def _between(question: LiftedQuestion, last: LiftStep) -> set[UUID]:
    """Those who passed it on: they have the answer too."""
    passed = question.steps.filter(number__lt=last.number).select_related("to_forum")
    return {one for step in passed for one in keys(answerers_of(step.to_forum))}
