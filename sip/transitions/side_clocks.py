"""A clock for each other unit of a transition by birthday: both sides owe the joint meeting. [DL-42, DL-43, DL-45]

The unit that holds the transition together has the transition's own. The others may not see the child: their line
says code and last day alone, and leads to the clock.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from core import clock, obligations
from core.access import Acting
from core.errors import WrongState
from core.obligations.states import ChangeReason
from core.organisations.choices import UnitType
from core.roles import Role
from sip.transitions.deadlines import CLOCKS, last_day_to_meet
from sip.transitions.models import Transition, TransitionUnit
from sip.transitions.states import TransitionKind

SCHOOLS = (UnitType.SCHOOL, UnitType.PRESCHOOL)


def _code(transition: Transition) -> str:
    rule = CLOCKS.get(TransitionKind(transition.kind))
    return rule.code if rule else ""


def _others(transition: Transition) -> list[TransitionUnit]:
    live = transition.units.filter(removed_on__isnull=True).exclude(unit_id=transition.unit_id)
    return [*live.select_related("unit").order_by("created_at")]


def start(transition: Transition, *, by: Acting) -> None:
    """For units that have none yet; late at once where the day has passed. One a unit, also where it does both."""
    code, last = _code(transition), last_day_to_meet(transition.on)
    if not code:
        return
    rows = _others(transition)
    owing = {row.unit_id for row in rows if obligations.is_running(row, code, by=by)}
    for row in rows:
        if row.unit_id in owing:
            continue
        owing.add(row.unit_id)
        obligations.start(
            code,
            subject=row,
            subject_code=transition.code,
            by=by,
            started_on=min(clock.today(), last),
            due_on=last,
            region_id=transition.region_id,
            unit_id=row.unit_id,
            owner_role=Role.SCHOOL_PRINCIPAL_HEAD if row.unit.unit_type in SCHOOLS else Role.UNIT_MANAGER,
        )


def end(transition: Transition, *, on: date, by: Acting) -> None:
    """The joint meeting has been held."""
    for row in _others(transition):
        if obligations.is_running(row, _code(transition), by=by):
            obligations.end(row, _code(transition), on=on, by=by)


def stop(
    transition: Transition,
    *,
    by: Acting,
    reason: str = ChangeReason.NOT_NEEDED,
    rows: Iterable[TransitionUnit] | None = None,
) -> None:
    """It need not be done any more: by the units named, else by all of them."""
    for row in _others(transition) if rows is None else rows:
        with suppress(WrongState):
            obligations.waive(row, _code(transition), reason=reason, by=by)
