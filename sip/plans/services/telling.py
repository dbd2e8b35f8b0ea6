"""What the child must be told of a change in the plan: noted when it changes, closed when it was told. [CS-19, P-47]"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused
from sip.plans import policies
from sip.plans.choices import Change, Manner
from sip.plans.models import PlanGoal, PlanMeasure, PlanTelling, SipPlan
from sip.plans.states import PlanStatus


def must_be_told(
    plan: SipPlan,
    change: str,
    *,
    by: Acting,
    measure: PlanMeasure | None = None,
    goal: PlanGoal | None = None,
    number: int | None = None,
) -> None:
    """A change that the child must be told waits from today; the same one waits once. In the verb's transaction."""
    waiting = PlanTelling.objects.filter(case_id=plan.pk, change=change, told_on__isnull=True)
    if waiting.filter(measure=measure, goal=goal, number=number).exists():
        return
    row = PlanTelling(
        region_id=plan.region_id,
        case_id=plan.pk,
        change=change,
        measure=measure,
        goal=goal,
        number=number,
        caused_by_id=by.assignment_id,
    )
    row.save(force_insert=True)


def row_must_be_told(plan: SipPlan, row: PlanMeasure | PlanGoal, what: str, *, by: Acting) -> None:
    """Of a plan that runs: what is written before it is agreed is told with the plan itself.

    `what` became of the measure or goal: "added", "changed", "out".
    """
    if plan.status != PlanStatus.ACTIVE:
        return
    if isinstance(row, PlanGoal):
        must_be_told(plan, Change(f"goal_{what}"), by=by, goal=row)
    else:
        must_be_told(plan, Change(f"measure_{what}"), by=by, measure=row)


def contact_must_be_told(plan: SipPlan, *, by: Acting) -> None:
    """The same of a contact person who is followed by another, or by nobody."""
    if plan.status == PlanStatus.ACTIVE:
        must_be_told(plan, Change.CONTACT, by=by)


@transaction.atomic
def note_told(
    plan: SipPlan, *, by: Acting, tellings: Iterable[UUID], told_on: date, manner: str, note: str = ""
) -> None:
    """The child was told of these changes, or why not; whoever takes part may have told. [CS-19]

    Raises PermissionDenied, Refused for a day ahead or before the change, for none chosen, and without the reason why
    the child is not told.
    """
    plan = lock(plan)
    require(policies.can_tell_child(by, plan))
    found = PlanTelling.objects.filter(case_id=plan.pk, pk__in=list(tellings), told_on__isnull=True)
    rows = list(found.select_for_update())
    _check(rows, told_on, manner, note)
    for row in rows:
        row.told_on, row.told_by_id, row.manner, row.note = told_on, by.assignment_id, manner, note.strip()
        row.save(update_fields=["told_on", "told_by", "manner", "note"])
        audit.record("plan.child_told", row, by=by, case_id=plan.pk, reason=manner)


def _check(rows: list[PlanTelling], told_on: date, manner: str, note: str) -> None:
    if not rows:
        raise Refused(_("Välj vad barnet har fått veta."), field="tellings")
    refuse_ahead(told_on, "told_on")
    if told_on < max(row.since_on for row in rows):
        raise Refused(_("Dagen kan inte ligga före ändringen."), field="told_on")
    if manner == Manner.NOT_TOLD and not note.strip():
        raise Refused(_("Skriv varför barnet inte får veta det nu."), field="note")
