"""The child's other plans, as references: noted, changed, ended; the plan of LSS with its yearly review. [F88-F91]"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import EditedByAnother, Refused, WrongState
from core.organisations.models import Unit
from sip.plans import deadlines, policies
from sip.plans.choices import PlanType
from sip.plans.models import OtherPlan, SipPlan


@dataclass(frozen=True)
class OtherFacts:
    """What is noted of another plan: never what it says. [P-54]"""

    kind: str
    owner_unit: Unit
    valid_from: date
    valid_to: date | None = None
    review_on: date | None = None
    coordination: str = ""
    holds: tuple[str, ...] = ()
    told_on: date | None = None


@dataclass(frozen=True)
class OtherChanges:
    """What may change of a noted plan; `seen` is the text on coordination that the writer had before their eyes."""

    valid_to: date | None = None
    review_on: date | None = None
    coordination: str = ""
    holds: tuple[str, ...] = ()
    told_on: date | None = None
    seen: str = ""


@transaction.atomic
def note_other_plan(plan: SipPlan, *, by: Acting, facts: OtherFacts) -> OtherPlan:
    """Another plan of the child, as a reference; one of LSS starts the clocks of its review and of the notice. [F88]

    Raises PermissionDenied, Refused for impossible days.
    """
    plan = lock(plan)
    require(policies.can_note_other_plan(by, plan))
    _check(facts.valid_from, facts)
    row = OtherPlan(
        region_id=plan.region_id,
        case_id=plan.pk,
        kind=facts.kind,
        owner_unit=facts.owner_unit,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        review_on=facts.review_on,
        coordination=facts.coordination.strip(),
        holds=list(facts.holds),
        told_on=facts.told_on,
        noted_by_id=by.assignment_id,
    )
    row.save(force_insert=True)
    if row.kind == PlanType.LSS:
        _start_review(plan, row, by)
        if row.told_on is None:
            deadlines.start_for(deadlines.PLANS_TOLD, plan, row, by=by, on=clock.today())
    audit.record("other_plan.noted", row, by=by, reason=facts.kind)
    return row


@transaction.atomic
def change_other_plan(row: OtherPlan, *, by: Acting, changes: OtherChanges) -> OtherPlan:
    """Dates, what it holds and how the plans go together. A plan of LSS with a later day has been reviewed. [DL-35]

    Raises PermissionDenied, WrongState for one that has ended, Refused for impossible days, EditedByAnother.
    """
    row, plan = _running(row, by)
    _check(row.valid_from, changes)
    if row.coordination not in (changes.seen.strip(), changes.coordination.strip()):
        raise EditedByAnother(row)
    is_reviewed, is_told = changes.review_on != row.review_on, bool(changes.told_on and not row.told_on)
    row.valid_to, row.review_on, row.told_on = changes.valid_to, changes.review_on, changes.told_on
    row.coordination, row.holds = changes.coordination.strip(), list(changes.holds)
    row.save(update_fields=["valid_to", "review_on", "told_on", "coordination", "holds"])
    if row.kind == PlanType.LSS and is_reviewed:
        obligations.end(row, deadlines.LSS_REVIEWED.code, on=clock.today(), by=by)
        _start_review(plan, row, by)
    if is_told:
        obligations.end(row, deadlines.PLANS_TOLD.code, on=clock.today(), by=by)
    audit.record("other_plan.changed", row, by=by)
    return row


@transaction.atomic
def end_other_plan(row: OtherPlan, *, by: Acting) -> None:
    """The reference no longer holds, nor do its clocks. Raises PermissionDenied, WrongState."""
    row, _plan = _running(row, by)
    for one in (deadlines.LSS_REVIEWED, deadlines.PLANS_TOLD):
        deadlines.waive_for(one, row, by=by, reason="other_plan_ended")
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    audit.record("other_plan.ended", row, by=by)


def _running(row: OtherPlan, by: Acting) -> tuple[OtherPlan, SipPlan]:
    row = lock(row)
    plan = SipPlan.objects.select_related("case").get(pk=row.case_id)
    if row.ended_at is not None:
        raise WrongState(_("Noteringen om den andra planen är redan avslutad."))
    require(policies.can_change_other_plan(by, plan, row))
    return row, plan


def _check(valid_from: date, facts: OtherFacts | OtherChanges) -> None:
    if facts.valid_to and facts.valid_to < valid_from:
        raise Refused(_("Slutdagen ligger före första dagen."), field="valid_to")
    if facts.review_on and facts.review_on < valid_from:
        raise Refused(_("Planen kan inte ses över innan den gäller."), field="review_on")
    refuse_ahead(facts.told_on, "told_on")


def _start_review(plan: SipPlan, row: OtherPlan, by: Acting) -> None:
    """At least once a year; a day further off than the rule allows is refused. [000:L479-486, DL-35]"""
    if row.review_on is None:
        return
    first = min(clock.today(), row.review_on)
    try:
        deadlines.start_for(deadlines.LSS_REVIEWED, plan, row, by=by, on=first, due_on=row.review_on)
    except Refused as refused:
        raise Refused(
            _("En plan enligt LSS ses över minst en gång om året. Välj en tidigare dag."), field="review_on"
        ) from refused
