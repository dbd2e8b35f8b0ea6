"""A change of areas and units: one administrator proposes, another decides, and all that follows comes with it.

[S-04, F4-F8, security 2]
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, in_turn, lock, require
from core.access.fresh import require_fresh
from core.errors import Refused
from core.organisations import policies, states
from core.organisations.models import StructureChange
from core.organisations.restructuring import kinds
from core.organisations.restructuring.outcome import Line, Outcome, follow, require_nothing_left

DECIDED = ("status", "on", "said", "holds", "about", "approved_user", "approved_by", "approved_name", "approved_at")


class _Undone(Exception):
    """What was tried is taken back."""


def try_out(kind: str, said: Mapping[str, Any], on: date, *, by: Acting) -> list[Line]:
    """What the change would lead to, by doing it and taking it back. Raises PermissionDenied, Refused."""
    policies.administered(by)
    outcome = Outcome()
    try:
        with transaction.atomic():
            outcome = _do(kind, said, on, by)
            raise _Undone
    except _Undone:
        return outcome.lines


@transaction.atomic
def propose_change(kind: str, said: Mapping[str, Any], *, on: date, reason: str, by: Acting) -> StructureChange:
    """Ask for a change from a day. Nothing changes before another administrator has decided.

    Raises PermissionDenied, and Refused for a stale login, a day that has passed, or what cannot be done.
    """
    region_id = policies.administered(by)
    require_fresh(by)
    lines = try_out(kind, said, on, by=by)
    change = StructureChange(
        region_id=region_id,
        kind=kind,
        on=on,
        said={**said, "lines": [asdict(line) for line in lines]},
        reason=reason,
        proposed_user=by.user_id,
        proposed_person=by.person_id,
        proposed_by=by.assignment_id,
        proposed_name=by.person_name,
    )
    change.save()
    audit.record("structure.proposed", change, by=by, reason=kind)
    return change


@transaction.atomic
def approve_change(change: StructureChange, *, by: Acting) -> StructureChange:
    """The second administrator says yes: it holds from its day, from today when that day has passed.

    Raises WrongState, PermissionDenied, and Refused for a stale login, or what can no longer be done.
    """
    change = lock(change)
    states.APPROVE.guard(change)
    require(policies.can_approve_change(by, change))
    require_fresh(by)
    in_turn("structure", change.region_id)
    change.on = max(change.on, clock.today())
    outcome = _do(change.kind, change.said, change.on, by)
    change.holds, change.about = outcome.holds, [str(row.pk) for row in outcome.about]
    change.said = {**change.said, "lines": [asdict(line) for line in outcome.lines]}
    change.approved_user, change.approved_by = by.user_id, by.assignment_id
    change.approved_name = by.person_name
    _decide(change, states.APPROVE.target)
    audit.record("structure.approved", change, by=by, reason=change.kind)
    return change


@transaction.atomic
def decline_change(change: StructureChange, *, by: Acting) -> StructureChange:
    """An administrator says no, or the one who proposed takes it back. Raises WrongState, PermissionDenied."""
    change = lock(change)
    states.DECLINE.guard(change)
    require(policies.can_decline_change(by, change))
    _decide(change, states.DECLINE.target)
    audit.record("structure.declined", change, by=by, reason=change.kind)
    return change


def _decide(change: StructureChange, status: str) -> None:
    change.status, change.approved_at = status, clock.now()
    change.save(update_fields=DECIDED)


def _do(kind: str, said: Mapping[str, Any], on: date, by: Acting) -> Outcome:
    """The change, and all that follows. Raises Refused, also for what the database holds against it."""
    if on < clock.today():
        raise Refused(_("Skriv ett datum från och med i dag. Det som redan har gällt ändras inte."), field="on")
    try:
        with transaction.atomic():
            outcome = kinds.carry_out(kind, said, on, by)
            require_nothing_left(outcome, by)
            follow(outcome, by)
            return outcome
    except IntegrityError:
        raise Refused(_("Det går inte ihop med något annat som är beslutat för samma dagar."), field="on") from None
