"""A worker's open children, cases, plans and duties go over to a colleague of the same unit. [facts 9.18]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, require
from core.errors import Refused
from core.notices import notify
from core.people.models import RoleAssignment
from sip.plans.choices import Change, PlanPart
from sip.plans.models import SipPlan
from sip.plans.services.telling import contact_must_be_told, must_be_told
from sip.takeover import policies
from sip.takeover.finding import burdens
from sip.takeover.models import Takeover


@dataclass(frozen=True)
class Moved:
    """What went over: `kept` are the cases that no living consent opens to the unit, and so stay where they are."""

    takeover: Takeover
    children: int
    cases: int
    duties: int
    kept: int


@transaction.atomic
def take_over(
    giver: RoleAssignment,
    *,
    by: Acting,
    to: RoleAssignment,
    reason: str,
    until: date | None = None,
    children: Iterable[UUID] = (),
    cases: Iterable[UUID] = (),
) -> Moved:
    """Hand a worker's open work to a colleague: whom they meet, where they take part, what they are and owe there.

    Without a last day the giver's part ends; with one the giver keeps it, and the colleague's ends by itself. Who was
    called is replaced as by a substitute. Everything or nothing, in one transaction.
    Raises PermissionDenied, Refused for somebody of another unit, a day that has passed and nothing chosen.
    """
    require(policies.can_hand_over(by, giver))
    chosen_children, chosen_cases = _chosen(giver, by, children, cases)
    if not policies.possible_receivers(by, giver).filter(pk=to.pk).exists():
        raise Refused(_("Välj en kollega som arbetar i er enhet nu."), field="to")
    if until is not None and until < clock.today():
        raise Refused(_("Dagen har redan varit."), field="until")
    row = Takeover(
        region_id=by.region_id, unit_id=by.unit_id, giver=giver, receiver=to, reason=reason, until=until,
        made_by_id=by.assignment_id,
    )  # fmt: skip
    row.save(force_insert=True)
    moved = _move(row, chosen_cases, chosen_children)
    gone = {case for what, case, _child, _part in moved if what != "child" and case}
    owed = obligations.reassign(giver=giver.pk, to=to.pk, by=by, case_ids=gone)
    audit.record("work.taken_over", row, by=by, reason=reason)
    _log(row, moved, by)
    _must_be_told(moved, by)
    notify("taken_over", to=[to.pk], by=by, about_kind="takeover", about_id=row.pk)
    met = {child for what, _case, child, _part in moved if what == "child" and child}
    return Moved(row, len(met), len(gone), len(owed), len(chosen_cases - gone))


def _chosen(
    giver: RoleAssignment, by: Acting, children: Iterable[UUID], cases: Iterable[UUID]
) -> tuple[set[UUID], set[UUID]]:
    """Of what is chosen, what the giver has open and the leader may see. Raises Refused when that is nothing."""
    held = burdens(by, [giver.pk]).get(giver.pk)
    found = (set(children) & held.children, set(cases) & held.cases) if held else (set(), set())
    if not any(found):
        field = "children" if held and held.children else "cases"
        raise Refused(_("Välj vad som ska lämnas över."), field=field)
    return found


def _move(row: Takeover, cases: set[UUID], children: set[UUID]) -> list[tuple[str, UUID | None, UUID | None, str]]:
    """(child, case, part, invitation, call or measure; case; child; part) of each that went over."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM access.take_over(%s, %s::uuid[], %s::uuid[])",
                [row.pk, [str(pk) for pk in sorted(cases)], [str(pk) for pk in sorted(children)]],
            )
            return cursor.fetchall()
    except IntegrityError as error:
        raise Refused(_("Någon annan ändrade samtidigt. Läs om sidan och försök igen.")) from error


def _log(row: Takeover, moved: list, by: Acting) -> None:
    kind = row._meta.label_lower
    cases = sorted({case for what, case, _child, _part in moved if what != "child" and case})
    children = sorted({child for what, _case, child, _part in moved if what == "child" and child})
    audit.record_many("case.taken_over", [row.pk] * len(cases), by=by, object_kind=kind, case_ids=cases)
    audit.record_many("child.taken_over", [row.pk] * len(children), by=by, object_kind=kind, child_ids=children)


def _must_be_told(moved: list, by: Acting) -> None:
    """The child is to know who answers for the plan now, and whom to call. [CS-19]"""
    parts = {(case, part) for what, case, _child, part in moved if what == "part"}
    plans = SipPlan.objects.in_bulk({case for case, _part in parts})
    for case, part in sorted(parts):
        if part == PlanPart.MAIN_RESPONSIBLE:
            must_be_told(plans[case], Change.MAIN_RESPONSIBLE, by=by)
        elif part == PlanPart.CONTACT:
            contact_must_be_told(plans[case], by=by)
