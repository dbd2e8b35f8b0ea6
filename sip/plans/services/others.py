"""The child's other plans, as references, beside a SIP or at the child: noted, changed, shown, ended. [F88-F91]"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import EditedByAnother, Refused, WrongState
from core.obligations import Clock
from core.organisations.models import Unit
from sip.children.models import Child
from sip.plans import deadlines, register
from sip.plans.choices import PlanType
from sip.plans.models import OtherPlan, SipPlan
from sip.plans.models.beside import other_code


@dataclass(frozen=True)
class OtherFacts:
    """What is noted of another plan: never what it says. [P-54]"""

    kind: str
    owner_unit: Unit
    valid_from: date
    valid_to: date | None = None
    review_on: date | None = None
    coordination: str = ""
    is_at_odds: bool = False
    holds: tuple[str, ...] = ()
    told_on: date | None = None


@dataclass(frozen=True)
class OtherChanges:
    """What may change of a noted plan; `seen` is the text on coordination that the writer had before their eyes."""

    valid_to: date | None = None
    review_on: date | None = None
    coordination: str = ""
    is_at_odds: bool = False
    holds: tuple[str, ...] = ()
    told_on: date | None = None
    seen: str = ""


@transaction.atomic
def note_other_plan(plan: SipPlan, *, by: Acting, facts: OtherFacts) -> OtherPlan:
    """Another plan of the child beside a SIP, as a reference; the clocks of review and, for LSS, of notice start. [F88]

    Raises PermissionDenied, Refused for impossible days.
    """
    plan = lock(plan)
    require(register.can_note_other_plan(by, plan))
    return _noted(OtherPlan(case_id=plan.pk), plan, by, facts)


@transaction.atomic
def note_at_child(child: Child, *, by: Acting, facts: OtherFacts) -> OtherPlan:
    """The same with or without a SIP: the unit's own, in the principal's own record of the child. [F88]

    Raises PermissionDenied, Refused for impossible days.
    """
    child = lock(child)
    require(register.can_note_at_child(by, child))
    return _noted(OtherPlan(child=child, unit_id=by.unit_id, code=other_code()), None, by, facts)


def _noted(row: OtherPlan, plan: SipPlan | None, by: Acting, facts: OtherFacts) -> OtherPlan:
    _check(facts.valid_from, facts)
    row.region_id, row.noted_by_id = by.region_id, by.assignment_id
    row.kind, row.owner_unit, row.valid_from = facts.kind, facts.owner_unit, facts.valid_from
    _take(row, facts)
    row.save(force_insert=True)
    _start_review(plan, row, by)
    if row.kind == PlanType.LSS and row.told_on is None:
        deadlines.start_for(deadlines.PLANS_TOLD, row, plan, by=by, on=clock.today())
    audit.record("other_plan.noted", row, by=by, reason=facts.kind)
    return row


def _take(row: OtherPlan, facts: OtherFacts | OtherChanges) -> None:
    """What may change of a noted plan."""
    row.valid_to, row.review_on, row.told_on = facts.valid_to, facts.review_on, facts.told_on
    row.coordination, row.is_at_odds = facts.coordination.strip(), facts.is_at_odds
    row.holds = list(facts.holds)


@transaction.atomic
def change_other_plan(row: OtherPlan, *, by: Acting, changes: OtherChanges) -> OtherPlan:
    """Dates, what it holds and how the plans go together. With another day of review it has been reviewed. [DL-35]

    Raises PermissionDenied, WrongState for one that has ended, Refused for impossible days, EditedByAnother.
    """
    row, plan = _running(row, by)
    _check(row.valid_from, changes)
    if row.coordination not in (changes.seen.strip(), changes.coordination.strip()):
        raise EditedByAnother(row)
    is_reviewed, is_told = changes.review_on != row.review_on, bool(changes.told_on and not row.told_on)
    _take(row, changes)
    row.save(update_fields=["valid_to", "review_on", "told_on", "coordination", "is_at_odds", "holds"])
    if is_reviewed:
        obligations.end(row, _review(row).code, on=clock.today(), by=by)
        _start_review(plan, row, by)
    if is_told and row.kind == PlanType.LSS:
        obligations.end(row, deadlines.PLANS_TOLD.code, on=clock.today(), by=by)
    audit.record("other_plan.changed", row, by=by)
    return row


@transaction.atomic
def show_beside(row: OtherPlan, *, by: Acting, plan: SipPlan) -> OtherPlan:
    """A unit's own stands beside a SIP of the child's too: all read it there to whom that is open. [F88, C10]

    Raises PermissionDenied, WrongState for one that has ended or stands beside a SIP already.
    """
    row, _beside = _running(row, by)
    if row.case_id is not None:
        raise WrongState(_("Planen står redan bredvid en SIP."))
    plans = register.plans_to_stand_beside(by, row.child_id) if row.child_id else []
    require(plan.pk in {one.pk for one in plans})
    row.case_id, row.shown_at = plan.pk, clock.now()
    row.save(update_fields=["case", "shown_at"])
    audit.record("other_plan.shown", row, by=by)
    return row


@transaction.atomic
def end_other_plan(row: OtherPlan, *, by: Acting) -> None:
    """The reference no longer holds, nor do its clocks. Raises PermissionDenied, WrongState."""
    row, _plan = _running(row, by)
    for one in deadlines.OF_OTHER_PLANS:
        deadlines.waive_for(one, row, by=by, reason="other_plan_ended")
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    audit.record("other_plan.ended", row, by=by)


def _running(row: OtherPlan, by: Acting) -> tuple[OtherPlan, SipPlan | None]:
    """The row and the SIP that it was noted beside, if it was."""
    row = lock(row)
    plan = None if row.is_own else SipPlan.objects.select_related("case").get(pk=row.case_id)
    if row.ended_at is not None:
        raise WrongState(_("Noteringen om den andra planen är redan avslutad."))
    require(register.can_change_other_plan(by, row, plan))
    return row, plan


def _check(valid_from: date, facts: OtherFacts | OtherChanges) -> None:
    if facts.valid_to and facts.valid_to < valid_from:
        raise Refused(_("Slutdagen ligger före första dagen."), field="valid_to")
    if facts.review_on and facts.review_on < valid_from:
        raise Refused(_("Planen kan inte ses över innan den gäller."), field="review_on")
    if facts.is_at_odds and not facts.coordination.strip():
        raise Refused(_("Skriv vad planerna säger olika om."), field="coordination")
    refuse_ahead(facts.told_on, "told_on")


def _review(row: OtherPlan) -> Clock:
    return deadlines.LSS_REVIEWED if row.kind == PlanType.LSS else deadlines.REVIEWED


def _start_review(plan: SipPlan | None, row: OtherPlan, by: Acting) -> None:
    """On the plan's own day; of LSS at least once a year, and a day further off is refused. [000:L479-486, DL-35]"""
    if row.review_on is None:
        return
    first = min(clock.today(), row.review_on)
    try:
        deadlines.start_for(_review(row), row, plan, by=by, on=first, due_on=row.review_on)
    except Refused as refused:
        raise Refused(
            _("En plan enligt LSS ses över minst en gång om året. Välj en tidigare dag."), field="review_on"
        ) from refused
