"""Write the plan together: sections, voices, goals, measures; nobody's text is lost to another's. [F81, F82, C1-C13]"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import EditedByAnother, Refused, WrongState
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.writing import write_over
from sip.plans import policies
from sip.plans.choices import Doer, Heard, Voice
from sip.plans.models import PlanGoal, PlanMeasure, PlanSection, PlanVoice, SipPlan
from sip.plans.queries import covered_units
from sip.plans.services.telling import row_must_be_told
from sip.plans.states import WRITTEN

Row = TypeVar("Row", PlanGoal, PlanMeasure)


def _writable(case_id: UUID, by: Acting) -> SipPlan:
    plan = SipPlan.objects.get(pk=case_id)
    if plan.status not in WRITTEN:
        raise WrongState(_("Planen går inte att skriva i nu."))
    require(policies.can_write(by, plan))
    return plan


@transaction.atomic
def save_section(section: PlanSection, *, by: Acting, text: str, version: int) -> PlanSection:
    """Save one heading's text over the version the writer saw.

    Raises EditedByAnother when someone saved in between, WrongState when the plan is not being written.
    """
    section = lock(section)
    _writable(section.case_id, by)
    if write_over(section, text, seen=version, by=by.assignment_id):
        audit.record("plan.section_saved", section, by=by)
    return section


@dataclass(frozen=True)
class Said:
    """One voice: whose, the words, how heard, or why not asked.

    `seen` are the voices that the writer had before their eyes; None where nobody else can have written.
    """

    whose: str
    name: str
    heard: str
    words: str = ""
    heard_on: date | None = None
    informed_how: str = ""
    not_asked_reason: str = ""
    seen: tuple[UUID, ...] | None = None


@transaction.atomic
def add_voice(plan: SipPlan, *, by: Acting, said: Said) -> PlanVoice:
    """What the child, a guardian or a related person says; a later word of the same one follows the earlier. [C7]

    Raises WrongState, PermissionDenied, Refused without words or a reason, for a day ahead, EditedByAnother when
    somebody wrote down another voice of the same one in between.
    """
    plan = _writable(lock(plan).pk, by)
    if said.heard == Heard.NOT_ASKED and not said.not_asked_reason.strip():
        raise Refused(_("Skriv varför personen inte har tillfrågats."), field="not_asked_reason")
    if said.heard != Heard.NOT_ASKED and not said.words.strip():
        raise Refused(_("Skriv med personens egna ord."), field="words")
    if said.heard != Heard.NOT_ASKED and (said.heard_on is None or said.heard_on > clock.today()):
        raise Refused(_("Skriv vilken dag, i dag eller tidigare."), field="heard_on")
    earlier = _earlier_voices(plan, said)
    unseen = [] if said.seen is None else [voice for voice in earlier if voice.pk not in said.seen]
    if unseen:
        raise EditedByAnother(unseen[0])
    earlier.update(replaced_at=clock.now())
    voice = PlanVoice(
        region_id=plan.region_id,
        case_id=plan.pk,
        whose=said.whose,
        name=said.name.strip(),
        words=said.words.strip(),
        heard=said.heard,
        heard_on=None if said.heard == Heard.NOT_ASKED else said.heard_on,
        informed_how=said.informed_how.strip(),
        not_asked_reason=said.not_asked_reason.strip(),
        written_by_id=by.assignment_id,
    )
    voice.save(force_insert=True)
    audit.record("plan.voice_added", voice, by=by, reason=said.whose)
    return voice


def _earlier_voices(plan: SipPlan, said: Said) -> QuerySet[PlanVoice]:
    """There is one child, whatever it is called; others are told apart by name."""
    same = PlanVoice.objects.filter(case_id=plan.pk, whose=said.whose, replaced_at__isnull=True)
    return same if said.whose == Voice.CHILD else same.filter(name=said.name.strip())


@dataclass(frozen=True)
class GoalFacts:
    text: str
    horizon: str
    by_on: date | None = None
    serves: PlanGoal | None = None


@dataclass(frozen=True)
class MeasureFacts:
    """Who does what until when; a unit's measure names its unit, and a person as soon as it is known."""

    text: str
    doer: str
    goal: PlanGoal | None = None
    unit: Unit | None = None
    assignment: RoleAssignment | None = None
    person: str = ""
    starts_on: date | None = None
    due_on: date | None = None


@transaction.atomic
def add_goal(plan: SipPlan, *, by: Acting, facts: GoalFacts) -> PlanGoal:
    """Of a plan that runs it is told to the child. Raises WrongState, PermissionDenied. [CS-19]"""
    plan = _writable(plan.pk, by)
    goal = _add(PlanGoal, plan, facts, by)
    row_must_be_told(plan, goal, "added", by=by)
    return goal


@transaction.atomic
def add_measure(plan: SipPlan, *, by: Acting, facts: MeasureFacts) -> PlanMeasure:
    """Raises WrongState, PermissionDenied, Refused for a unit outside the consent or impossible days. [C1-C3]"""
    plan = _writable(plan.pk, by)
    _check_measure(plan, facts)
    measure = _add(PlanMeasure, plan, facts, by)
    row_must_be_told(plan, measure, "added", by=by)
    return measure


@transaction.atomic
def change_goal(goal: PlanGoal, *, by: Acting, facts: GoalFacts, version: int) -> PlanGoal:
    """Raises EditedByAnother, WrongState, PermissionDenied."""
    return _change_and_tell(goal, _writable(goal.case_id, by), by, facts, version)


@transaction.atomic
def change_measure(measure: PlanMeasure, *, by: Acting, facts: MeasureFacts, version: int) -> PlanMeasure:
    """Raises EditedByAnother, WrongState, PermissionDenied, Refused."""
    plan = _writable(measure.case_id, by)
    _check_measure(plan, facts)
    return _change_and_tell(measure, plan, by, facts, version)


def _change_and_tell(row: Row, plan: SipPlan, by: Acting, facts: GoalFacts | MeasureFacts, version: int) -> Row:
    before = {name: getattr(row, name) for name in _values(facts)}
    changed = _change(row, by, facts, version)
    if before != _values(facts):
        row_must_be_told(plan, changed, "changed", by=by)
    return changed


@transaction.atomic
def take_out(row: PlanGoal | PlanMeasure, *, by: Acting) -> None:
    """A goal or measure leaves the plan that is written; earlier versions keep it. Raises WrongState, Refused."""
    row = lock(row)
    _check_live(row)
    plan = _writable(row.case_id, by)
    if isinstance(row, PlanGoal) and row.measures.filter(taken_out_at__isnull=True).exists():
        raise Refused(_("Målet har insatser. Flytta eller ta bort dem först."))
    row.taken_out_at = clock.now()
    row.save(update_fields=["taken_out_at"])
    audit.record("plan.row_taken_out", row, by=by)
    row_must_be_told(plan, row, "out", by=by)


def _check_measure(plan: SipPlan, facts: MeasureFacts) -> None:
    if facts.doer == Doer.UNIT and facts.unit is None:
        raise Refused(_("Välj vilken verksamhet som gör det."), field="unit")
    if facts.unit and not covered_units(plan, clock.today()).filter(unit_id=facts.unit.pk).exists():
        raise Refused(_("Samtycket gäller inte den verksamheten."), field="unit")
    if facts.assignment and facts.unit and facts.assignment.unit_id != facts.unit.pk:
        raise Refused(_("Personen arbetar inte i den verksamheten."), field="assignment")
    if facts.starts_on and facts.due_on and facts.due_on < facts.starts_on:
        raise Refused(_("Slutdagen ligger före första dagen."), field="due_on")


def _values(facts: GoalFacts | MeasureFacts) -> dict[str, Any]:
    told: dict[str, Any] = {field.name: getattr(facts, field.name) for field in fields(facts)}
    if isinstance(facts, MeasureFacts) and facts.doer != Doer.UNIT:
        told |= {"unit": None, "assignment": None}
    return {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}


def _add(model: type[Row], plan: SipPlan, facts: GoalFacts | MeasureFacts, by: Acting) -> Row:
    last = model.objects.filter(case_id=plan.pk).aggregate(last=Max("position"))["last"]
    row = model(
        region_id=plan.region_id,
        case_id=plan.pk,
        position=(last or 0) + 1,
        written_by_id=by.assignment_id,
        **_values(facts),
    )
    row.save(force_insert=True)
    audit.record("plan.row_added", row, by=by)
    return row


def _check_live(row: PlanGoal | PlanMeasure) -> None:
    if row.taken_out_at is not None:
        raise WrongState(_("Någon annan har tagit bort det här ur planen."))


def _change(row: Row, by: Acting, facts: GoalFacts | MeasureFacts, version: int) -> Row:
    row = lock(row)
    _check_live(row)
    _writable(row.case_id, by)
    if row.version != version:
        raise EditedByAnother(row)
    values: dict[str, Any] = _values(facts)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])
    audit.record("plan.row_changed", row, by=by)
    return row
