"""Note a need and the position taken, do the six steps, note that one's own report is made. [P-03, P-08, P-16]"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused
from sip.children.choices import Position
from sip.children.days import noticed_from
from sip.children.models import Child
from sip.children.policies import can_work_with_child
from sip.family.presenting import SHEETS
from sip.needs import policies
from sip.needs.choices import Offered, Step, StepAnswer, ToldTo
from sip.needs.models import DIMENSIONS, ChecklistStep, ConcernNote, InformationGiven, NeedAssessment
from sip.plans.models import OtherPlan


@transaction.atomic
def assess_need(
    child: Child,
    *,
    by: Acting,
    noticed_on: date,
    position: str,
    need: str,
    tried: str = "",
    reason: str = "",
    dimensions: Mapping[str, str] | None = None,
    signs: Sequence[str] = (),
) -> NeedAssessment:
    """That the unit noticed a need, on which day, and the position it took with its reason. [P-03, P-05, F72]

    `dimensions` are texts by the names in DIMENSIONS. Raises PermissionDenied, Refused for a day that has not come or
    lies before the child's birth, and where the individual forum is asked for without what was tried.
    """
    child = lock(child)
    require(policies.can_assess_need(by, child))
    check_noticed_on(noticed_on, child)
    if position == Position.FORUM and not tried.strip():
        raise Refused(_("Skriv vad ni har prövat i det vanliga samarbetet."), field="tried")
    texts = {name: text.strip() for name, text in (dimensions or {}).items()}
    if unknown := set(texts) - set(DIMENSIONS):
        raise TypeError(f"No dimensions of a need: {sorted(unknown)}")
    assessment = NeedAssessment(
        region_id=by.region_id,
        child=child,
        unit_id=by.unit_id,
        noticed_on=noticed_on,
        position=position,
        reason=reason.strip(),
        need=need.strip(),
        tried=tried.strip(),
        signs=list(signs),
        assessed_by_id=by.assignment_id,
        **texts,
    )
    assessment.save(force_insert=True)
    audit.record("need.assessed", assessment, by=by, child_id=child.pk, reason=position)
    return assessment


@transaction.atomic
def answer_with_plan(need: NeedAssessment, *, by: Acting, other: OtherPlan) -> NeedAssessment:
    """No SIP is offered: another plan of the unit's own holds all that it would have. [P-36, P-37, F89]

    Raises PermissionDenied, Refused for one of another child, and for one that has ended or lacks something.
    """
    need = lock(need)
    require(policies.can_answer_with_plan(by, need))
    other = lock(other)
    if other.child_id != need.child_id or not other.is_complete:
        raise Refused(_("Välj en plan som gäller och har allt som en SIP ska innehålla."), field="other")
    need.instead, need.instead_on = other, clock.today()
    need.save(update_fields=["instead", "instead_on"])
    audit.record("need.answered", need, by=by, reason=other.kind)
    return need


@transaction.atomic
def note_information(
    need: NeedAssessment, *, by: Acting, given_on: date, told_to: Collection[str], sheets: Collection[str] = ()
) -> InformationGiven:
    """The family was told, where information is what the unit found to be enough: when, who, with which sheets. [CS-19]

    No other unit is told by this. Raises PermissionDenied, also of a need with another position; Refused for a day
    ahead or before the need was noticed, and where nobody was told.
    """
    child = lock(need.child)
    require(policies.can_note_information(by, need))
    refuse_ahead(given_on, "given_on")
    if given_on < need.noticed_on:
        raise Refused(_("Dagen ligger före den dag då behovet uppmärksammades."), field="given_on")
    if not told_to:
        raise Refused(_("Välj vem som fick informationen."), field="told_to")
    if unknown := set(sheets) - set(SHEETS):
        raise TypeError(f"No sheets to a family: {sorted(unknown)}")
    given = InformationGiven(
        region_id=by.region_id,
        child=child,
        assessment=need,
        unit_id=by.unit_id,
        given_on=given_on,
        told_to=[one.value for one in ToldTo if one in told_to],
        sheets=[slug for slug in SHEETS if slug in sheets],
        given_by_id=by.assignment_id,
    )
    given.save(force_insert=True)
    audit.record("information.given", given, by=by, child_id=child.pk)
    return given


@transaction.atomic
def do_step(child: Child, *, by: Acting, step: str, done_on: date, note: str) -> ChecklistStep:
    """One of the six steps is done, on a day, with what came of it. [P-08]

    In any order and again; no step is a condition for another, nor for a report of concern. Raises PermissionDenied,
    Refused for a day ahead or a step without a word.
    """
    child = lock(child)
    require(policies.can_assess_need(by, child))
    refuse_ahead(done_on, "done_on")
    if not note.strip():
        raise Refused(_("Skriv kort vad ni kom fram till."), field="note")
    done = _noted(child, by, step=Step(step), done_on=done_on, note=note)
    audit.record("checklist.done", done, by=by, child_id=child.pk)
    return done


@transaction.atomic
def answer_inquiry(child: Child, *, by: Acting, step: str, answer: str, done_on: date, note: str = "") -> ChecklistStep:
    """What is answered of a step of the urgent inquiry, from which day. In any order, and again. [F91, DL-33]

    Raises PermissionDenied, also for a step that the unit's kind has not; Refused for a day ahead, and where a step is
    not needed without a word why.
    """
    child = lock(child)
    require(policies.can_answer_inquiry(by, child) and step in policies.inquiry_steps(by))
    refuse_ahead(done_on, "done_on")
    if answer == StepAnswer.NOT_RELEVANT and not note.strip():
        raise Refused(_("Skriv varför det inte behövs."), field="note")
    row = _noted(child, by, step=step, done_on=done_on, note=note, answer=answer)
    audit.record("inquiry.answered", row, by=by, child_id=child.pk, reason=answer)
    return row


def _noted(child: Child, by: Acting, *, note: str, **said: Any) -> ChecklistStep:
    """A row of the unit's own, of the six steps or of the inquiry; the earlier ones stay."""
    row = ChecklistStep(
        region_id=by.region_id,
        child=child,
        unit_id=by.unit_id,
        note=note.strip(),
        done_by_id=by.assignment_id,
        **said,
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def note_own_report(
    child: Child, *, by: Acting, reported_on: date, meeting_offered: str = Offered.UNKNOWN
) -> ConcernNote:
    """That one has oneself reported, for one's own memory. Neither act nor net of the log says of which child: who
    has reported whom is nobody else's to know. [P-16, P-20, OSL 40:7 g]

    Raises PermissionDenied, Refused for a day ahead.
    """
    require(can_work_with_child(by, child))
    refuse_ahead(reported_on, "reported_on")
    note = ConcernNote(
        region_id=by.region_id,
        child=child,
        reporter_id=by.assignment_id,
        reported_on=reported_on,
        meeting_offered=meeting_offered,
    )
    note.save(force_insert=True)
    audit.record("note.kept", by=by, object_kind="sip.concernnote", object_id=note.pk)
    return note


def check_noticed_on(noticed_on: date, child: Child | None) -> None:
    """The day the need was noticed may be long ago, never ahead. [X-02]"""
    refuse_ahead(noticed_on, "noticed_on", _("Dagen då behovet uppmärksammades kan inte ligga framåt i tiden."))
    if noticed_on < noticed_from(child.birth_date if child else None):
        raise Refused(_("Dagen då behovet uppmärksammades ligger före barnets födelse."), field="noticed_on")
