"""Propose, give, do, report, approve and close what one forum asks of another. [SM-7, F39, F41]"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.notices import notify
from core.obligations.states import ChangeReason
from core.textguard import refuse_identity
from groups.assignments import policies, states
from groups.assignments.deadlines import REPORTED
from groups.assignments.models import Task, TaskReport
from groups.assignments.states import ResultKind
from groups.meetings.models import ForumDecision
from groups.meetings.policies import decisions_of
from groups.models import Forum
from groups.queries import leaders_of


@dataclass(frozen=True)
class Wanted:
    """What is asked for, in words. [AG-23]"""

    title: str
    text: str
    target_group: str
    expected: str
    start_term: str


def _words(**texts: str) -> dict[str, str]:
    """Stripped; none may be empty or name somebody. Raises Refused beside the field."""
    for field, text in texts.items():
        if not text.strip():
            raise Refused(_("Fyll i det här."), field=field)
        refuse_identity(text, field=field)
    return {field: text.strip() for field, text in texts.items()}


@transaction.atomic
def propose(giver: Forum, *, by: Acting, receiver: Forum, wanted: Wanted) -> Task:
    """Something for the giving forum to decide on. Raises PermissionDenied, Refused. [000:L308-309]"""
    require(policies.can_propose(by, giver) and policies.can_propose_to(by, giver, receiver))
    if not policies.receivers_for(giver).filter(pk=receiver.pk).exists():
        raise Refused(_("Välj en grupp som kan ta emot uppdraget."), field="receiver")
    words = _words(**asdict(wanted))
    task = Task(region_id=giver.region_id, giver=giver, receiver=receiver, proposed_by_id=by.assignment_id, **words)
    task.save(force_insert=True)
    audit.record("task.proposed", task, by=by)
    return task


@transaction.atomic
def give(task: Task, *, by: Acting, decision: ForumDecision, due_on: date) -> Task:
    """The giving forum has decided it; the clock starts and the receiving forum's leaders are told. [001:L288-302]

    Raises WrongState, PermissionDenied, Refused for a decision of another forum or a day that has passed.
    """
    task = locked(task, states.GIVE, policies.can_give, by)
    if not decisions_of(task.giver_id).filter(pk=decision.pk).exists():
        raise Refused(_("Välj ett beslut som gruppen har fattat på ett möte."), field="decision")
    _must_be_ahead(due_on)
    today = clock.today()
    task.decision, task.decided_as = decision, str(decision)
    task.given_on, task.due_from, task.due_on = today, today, due_on
    task = moved(task, states.GIVE, "task.given", by, "decision", "decided_as", "given_on", "due_from", "due_on")
    _start_clock(task, by)
    _tell("assignment_given", task, task.receiver, by)
    return task


@transaction.atomic
def begin(task: Task, *, by: Acting, plan: str) -> Task:
    """The receiving forum's convenor says how it will be done. Raises WrongState, PermissionDenied, Refused."""
    task = locked(task, states.BEGIN, policies.can_begin, by)
    task.plan = _words(plan=plan)["plan"]
    return moved(task, states.BEGIN, "task.begun", by, "plan")


@transaction.atomic
def note_progress(task: Task, *, by: Acting, text: str) -> TaskReport:
    """How far it has come; kept as written. Raises WrongState, PermissionDenied, Refused."""
    task = locked(task, states.REPORT, policies.can_report, by)
    words = _words(text=text)
    made = TaskReport(
        region_id=task.region_id,
        task=task,
        giver_id=task.giver_id,
        receiver_id=task.receiver_id,
        written_by_id=by.assignment_id,
        **words,
    )
    made.save(force_insert=True)
    audit.record("task.progress_noted", task, by=by)
    return made


@transaction.atomic
def report(task: Task, *, by: Acting, kind: str, result: str) -> Task:
    """What it came to; the clock ends and the giving forum's leaders are told. [001:L280-284]

    Raises WrongState, PermissionDenied, Refused.
    """
    task = locked(task, states.REPORT, policies.can_report, by)
    if kind not in ResultKind.values:
        raise Refused(_("Välj vad uppdraget har lett till."), field="kind")
    task.result_kind, task.result = kind, _words(result=result)["result"]
    task.reported_on = clock.today()
    task = moved(task, states.REPORT, "task.reported", by, "result_kind", "result", "reported_on")
    obligations.end(task, REPORTED.code, on=task.reported_on, by=by)
    _tell("assignment_reported", task, task.giver, by)
    return task


@transaction.atomic
def approve(task: Task, *, by: Acting) -> Task:
    """The giving forum takes the result. Raises WrongState, PermissionDenied."""
    task = locked(task, states.APPROVE, policies.can_approve, by)
    task = moved(task, states.APPROVE, "task.approved", by)
    _tell("assignment_answered", task, task.receiver, by)
    return task


@transaction.atomic
def hand_back(task: Task, *, by: Acting, reason: str, due_on: date) -> Task:
    """More is asked, by a new day: a new clock. Raises WrongState, PermissionDenied, Refused."""
    task = locked(task, states.HAND_BACK, policies.can_hand_back, by)
    task.handed_back_because = _words(reason=reason)["reason"]
    _must_be_ahead(due_on)
    task.due_from, task.due_on = clock.today(), due_on
    task = moved(task, states.HAND_BACK, "task.handed_back", by, "handed_back_because", "due_from", "due_on")
    _start_clock(task, by)
    _tell("assignment_answered", task, task.receiver, by)
    return task


@transaction.atomic
def close(task: Task, *, by: Acting, made_known: str) -> Task:
    """What came of it is decided and made known. Raises WrongState, PermissionDenied, Refused. [000:L389-390]"""
    task = locked(task, states.CLOSE, policies.can_close, by)
    task.made_known, task.closed_on = _words(made_known=made_known)["made_known"], clock.today()
    return moved(task, states.CLOSE, "task.closed", by, "made_known", "closed_on")


@transaction.atomic
def cancel(task: Task, *, by: Acting, reason: str) -> Task:
    """Taken back by the giving forum; a clock that goes is no longer owed. Raises as above."""
    task = locked(task, states.CANCEL, policies.can_cancel, by)
    was_given = task.given_on is not None
    task.cancel_reason = _words(reason=reason)["reason"]
    task = moved(task, states.CANCEL, "task.cancelled", by, "cancel_reason")
    if obligations.is_running(task, REPORTED.code, by=by):
        obligations.waive(task, REPORTED.code, reason=ChangeReason.NOT_NEEDED, by=by)
    if was_given:
        _tell("assignment_answered", task, task.receiver, by)
    return task


def _must_be_ahead(due_on: date) -> None:
    if due_on <= clock.today():
        raise Refused(_("Välj en dag som ligger framåt i tiden."), field="due_on")


def _start_clock(task: Task, by: Acting) -> None:
    obligations.start(
        REPORTED,
        subject=task,
        subject_code=task.decided_as,
        by=by,
        area_id=task.receiver.area_id,
        owner_role=task.receiver.led_by,
        owners=_leaders(task.receiver),
        url_name="groups:task_detail",
        due_on=task.due_on,
    )


def _leaders(forum: Forum) -> list[UUID]:
    return list(leaders_of(forum, clock.today()).values_list("pk", flat=True))


def _tell(kind: str, task: Task, forum: Forum, by: Acting) -> None:
    """The forum's leaders, but not the one who does it."""
    others: Iterable[UUID] = (one for one in _leaders(forum) if one != by.assignment_id)
    notify(kind, to=sorted(others, key=str), by=by, about_kind="groups.task", about_id=task.pk)
