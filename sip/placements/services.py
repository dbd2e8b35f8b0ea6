"""Register a placement, begin it, note what it owes, end it. [F94-F99, P-60..P-67]"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused, WrongState
from core.obligations.states import ChangeReason
from sip.children.models import Child
from sip.placements import deadlines, policies, states
from sip.placements.checklist import STEPS
from sip.placements.models import HealthExam, Placement, PlacementStep
from sip.placements.states import Equivalence, PlacementStatus, Receiver

PAGE = "sip:placement_detail"


@dataclass(frozen=True)
class Placed:
    """What is said of a placement when it is registered. `starts_on` may lie ahead: then it is planned."""

    form: str
    act: str
    is_acute: bool
    decided_on: date
    starts_on: date
    suicide_risk: str
    planned_end_on: date | None = None
    replaces: Placement | None = None


@transaction.atomic
def register_placement(child: Child, *, by: Acting, facts: Placed) -> Placement:
    """The placing unit's own record of a placement; the clocks of an acute one start. [P-61, P-63, DL-02]

    The judgement of suicide risk is made before each placement, so its day is the day of registration at the latest.
    Raises PermissionDenied, Refused for days that cannot be.
    """
    child = lock(child)
    require(policies.can_register_placement(by, child))
    today = clock.today()
    _check(child, facts, today)
    placement = Placement(
        region_id=by.region_id,
        child=child,
        unit_id=by.unit_id,
        principal_id=by.principal_id,
        registered_by_id=by.assignment_id,
        replaces=facts.replaces,
        status=PlacementStatus.PLANNED if facts.starts_on > today else PlacementStatus.ONGOING,
        form=facts.form,
        act=facts.act,
        is_acute=facts.is_acute,
        decided_on=facts.decided_on,
        starts_on=facts.starts_on,
        planned_end_on=facts.planned_end_on,
        suicide_risk=facts.suicide_risk,
        suicide_risk_on=today,
    )
    placement.save(force_insert=True)
    for receiver in Receiver:
        HealthExam(region_id=by.region_id, placement=placement, child=child, receiver=receiver).save(force_insert=True)
    audit.record("placement.registered", placement, by=by, child_id=child.pk, basis=facts.act)
    if deadlines.JOINT_PLANNING.starts(placement):
        start_clock(deadlines.JOINT_PLANNING, placement, placement, by=by)
    _promise_end(placement, by)
    if placement.status == PlacementStatus.ONGOING:
        _owe_requests(placement, by)
    return placement


def _check(child: Child, facts: Placed, today: date) -> None:
    refuse_ahead(facts.decided_on, "decided_on", _("Beslutsdagen kan inte ligga framåt i tiden."))
    if child.birth_date and facts.decided_on < child.birth_date:
        raise Refused(_("Beslutsdagen ligger före barnets födelse."), field="decided_on")
    if facts.starts_on < facts.decided_on:
        raise Refused(_("Placeringen kan inte börja före beslutet."), field="starts_on")
    _check_end(facts.planned_end_on, facts.starts_on, today)
    if facts.replaces and (facts.replaces.child_id != child.pk or facts.replaces.status != PlacementStatus.ENDED):
        raise Refused(_("Avsluta den förra placeringen först."))


def _check_end(planned_end_on: date | None, starts_on: date, today: date) -> None:
    if planned_end_on and planned_end_on < max(starts_on, today):
        raise Refused(
            _("Det planerade slutet måste ligga i dag eller senare, och efter början."), field="planned_end_on"
        )


def start_clock(rule: obligations.Clock, subject: Any, placement: Placement, *, by: Acting, **how: Any) -> None:
    """A clock of the placing unit, told by the placement's code. Nothing where the region does not keep it."""
    obligations.start(
        rule,
        subject=subject,
        subject_code=placement.code,
        by=by,
        region_id=placement.region_id,
        unit_id=placement.unit_id,
        url_name=how.pop("url_name", PAGE),
        **how,
    )


def _promise_end(placement: Placement, by: Acting) -> None:
    """The planning is to be done by the planned end, and is reminded of in good time. [DL-41]"""
    if placement.planned_end_on and placement.act in states.CLOCKED:
        today = clock.today()
        start_clock(
            deadlines.END_PLANNED, placement, placement, by=by, started_on=today, due_on=placement.planned_end_on
        )


def _owe_requests(placement: Placement, by: Acting) -> None:
    for exam in placement.exams.all():
        exam.placement = placement
        if deadlines.is_owed(exam):
            start_clock(deadlines.HEALTH_REQUEST, exam, placement, by=by, url_name="sip:health_exam")


@transaction.atomic
def begin_placement(placement: Placement, *, by: Acting, on: date) -> Placement:
    """A planned placement has begun; the requests for examination are owed from that day. [DL-37]"""
    placement = lock(placement)
    states.BEGIN.guard(placement)
    require(policies.can_begin(by, placement))
    refuse_ahead(on, "on")
    if on < placement.decided_on:
        raise Refused(_("Placeringen kan inte börja före beslutet."), field="on")
    if placement.planned_end_on and on > placement.planned_end_on:
        raise Refused(_("Placeringen kan inte börja efter det planerade slutet."), field="on")
    placement.starts_on, placement.status = on, states.BEGIN.target
    placement.save(update_fields=["starts_on", "status"])
    _owe_requests(placement, by)
    audit.record("placement.begun", placement, by=by)
    return placement


@transaction.atomic
def note_invitation(placement: Placement, *, by: Acting, on: date) -> Placement:
    """The deciding board has invited to joint planning: the two weeks stop. [DL-02, X-34]"""
    placement = _kept(placement, by, policies.can_note_planning)
    refuse_ahead(on, "on")
    _once(placement.planning_invited_on)
    if on < placement.decided_on:
        raise Refused(_("Inbjudan kan inte ligga före beslutet."), field="on")
    return _note(placement, "planning_invited_on", on, "placement.planning_invited", by, ends="DL-02")


@transaction.atomic
def note_planning_meeting(placement: Placement, *, by: Acting, on: date) -> Placement:
    """The joint planning has met; it stops no clock, the invitation did. [X-34]"""
    placement = _kept(placement, by, policies.can_note_planning)
    refuse_ahead(on, "on")
    _once(placement.planning_met_on)
    if placement.planning_invited_on is None or on < placement.planning_invited_on:
        raise Refused(_("Notera inbjudan först. Mötet kan inte ligga före inbjudan."), field="on")
    return _note(placement, "planning_met_on", on, "placement.planning_met", by)


@transaction.atomic
def note_exam_decision(placement: Placement, *, by: Acting, on: date) -> Placement:
    """The board has decided on a medical examination under section 32 LVU: four weeks start. [DL-03, X-33]"""
    placement = _kept(placement, by, policies.can_note_board_exam)
    refuse_ahead(on, "on")
    _once(placement.exam_decided_on)
    placement = _note(placement, "exam_decided_on", on, "placement.exam_decided", by)
    start_clock(deadlines.BOARD_EXAM, placement, placement, by=by)
    return placement


@transaction.atomic
def note_exam_done(placement: Placement, *, by: Acting, on: date) -> Placement:
    """The medical examination is done. No consent is needed for it. [P-64]"""
    placement = _kept(placement, by, policies.can_note_board_exam)
    refuse_ahead(on, "on")
    _once(placement.exam_done_on)
    if placement.exam_decided_on is None or on < placement.exam_decided_on:
        raise Refused(_("Notera nämndens beslut först. Undersökningen kan inte ligga före beslutet."), field="on")
    return _note(placement, "exam_done_on", on, "placement.exam_done", by, ends="DL-03")


@transaction.atomic
def note_application(placement: Placement, *, by: Acting, on: date) -> Placement:
    """The application for care has been made; before the examination it is a fault that the page says. [DL-03]"""
    placement = _kept(placement, by, policies.can_note_board_exam)
    refuse_ahead(on, "on")
    _once(placement.application_on)
    return _note(placement, "application_on", on, "placement.applied", by)


@transaction.atomic
def note_asylum_exam(placement: Placement, *, by: Acting, state: str, on: date) -> Placement:
    """Noted beside: the asylum examination replaces none of the others. [P-64, DL-39]"""
    placement = _kept(placement, by, policies.can_keep_placement)
    refuse_ahead(on, "on")
    placement.asylum_exam, placement.asylum_exam_on = state, on
    placement.save(update_fields=["asylum_exam", "asylum_exam_on"])
    audit.record("placement.asylum_exam_noted", placement, by=by, reason=state)
    return placement


@transaction.atomic
def change_planned_end(placement: Placement, *, by: Acting, planned_end_on: date) -> Placement:
    """Another planned end: the planning before it is owed anew. [DL-41]"""
    placement = _kept(placement, by, policies.can_keep_placement)
    _check_end(planned_end_on, placement.starts_on, clock.today())
    _let_go(placement, "DL-41", by)
    placement.planned_end_on, placement.end_planned_on = planned_end_on, None
    placement.save(update_fields=["planned_end_on", "end_planned_on"])
    _promise_end(placement, by)
    audit.record("placement.end_changed", placement, by=by)
    return placement


@transaction.atomic
def note_end_planning(placement: Placement, *, by: Acting, on: date) -> Placement:
    """The planning before the end is done: school and care go on, SIP is followed up or renewed. [DL-41, P-66]"""
    placement = _kept(placement, by, policies.can_keep_placement)
    refuse_ahead(on, "on")
    _once(placement.end_planned_on)
    if not placement.steps.filter(phase=states.Phase.END, key="sip_renewed", done_on__isnull=False).exists():
        raise Refused(_("Notera först i checklistan att SIP är uppföljd eller gjord på nytt."))
    return _note(placement, "end_planned_on", on, "placement.end_planned", by, ends="DL-41")


@transaction.atomic
def end_placement(placement: Placement, *, by: Acting, on: date, reason: str) -> Placement:
    """The placement has ended. What is still owed for it is waived with that reason; a told secrecy is not.

    Raises WrongState, PermissionDenied, Refused while the residence is secret: that decision ends first. [P-62, P-66]
    """
    placement = lock(placement)
    states.END.guard(placement)
    require(policies.can_keep_placement(by, placement))
    refuse_ahead(on, "on")
    if on < min(placement.starts_on, clock.today()):
        raise Refused(_("Placeringen kan inte sluta innan den började."), field="on")
    if placement.residences.filter(ended_on__isnull=True).exists():
        raise Refused(_("Vistelseorten är skyddad. Avsluta skyddet och meddela regionen först."))
    for subject, code in _owed(placement):
        _let_go(subject, code, by, ChangeReason.CASE_CLOSED)
    placement.status, placement.ended_on, placement.end_reason = states.END.target, on, reason
    placement.save(update_fields=["status", "ended_on", "end_reason"])
    audit.record("placement.ended", placement, by=by, reason=reason)
    return placement


def _owed(placement: Placement) -> Iterable[tuple[Any, str]]:
    yield from ((placement, code) for code in ("DL-02", "DL-03", "DL-41"))
    yield from ((exam, "DL-37") for exam in placement.exams.all())


@transaction.atomic
def note_steps(placement: Placement, *, by: Acting, phase: str, done: set[str], on: date) -> None:
    """What of a phase's checklist has been seen to now; what was noted before keeps its day. [F94, P-61..P-66]"""
    placement = _kept(placement, by, policies.can_keep_placement)
    refuse_ahead(on, "on")
    known = {step.key: step for step in placement.steps.filter(phase=phase)}
    for key in STEPS[states.Phase(phase)]:
        step = known.get(key)
        if step is None and key in done:
            PlacementStep(
                region_id=placement.region_id,
                placement=placement,
                child_id=placement.child_id,
                phase=phase,
                key=key,
                done_on=on,
                noted_by_id=by.assignment_id,
            ).save(force_insert=True)
        elif step is not None and (step.done_on is not None) != (key in done):
            step.done_on, step.noted_by_id = on if key in done else None, by.assignment_id
            step.save(update_fields=["done_on", "noted_by"])
    audit.record("placement.steps_noted", placement, by=by, reason=phase)


def _kept(placement: Placement, by: Acting, may: Callable[[Acting, Placement], bool]) -> Placement:
    placement = lock(placement)
    require(may(by, placement))
    return placement


def _note(placement: Placement, field: str, on: date, act: str, by: Acting, *, ends: str = "") -> Placement:
    """One day on the row, the clock that it ends, a line in the log."""
    setattr(placement, field, on)
    placement.save(update_fields=[field])
    if ends:
        obligations.end(placement, ends, on=on, by=by)
    audit.record(act, placement, by=by)
    return placement


def _let_go(subject: Any, code: str, by: Acting, reason: str = ChangeReason.NOT_NEEDED) -> None:
    with suppress(WrongState):  # no such clock runs
        obligations.waive(subject, code, reason=reason, by=by)


def _once(known: date | None) -> None:
    if known is not None:
        raise WrongState(_("Det är redan noterat."))


def let_request_go(exam: HealthExam, by: Acting) -> None:
    """An equivalent examination exists: no request is owed."""
    if exam.equivalence == Equivalence.EXISTS:
        _let_go(exam, "DL-37", by)
