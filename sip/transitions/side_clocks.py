"""A clock for each other unit of a transition: both sides owe the joint meeting. [DL-42, 42B, 43, 45]

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
from sip.transitions.deadlines import code_of, end_clock, last_day_to_meet, manager_of
from sip.transitions.models import Transition, TransitionUnit


def _others(transition: Transition) -> list[TransitionUnit]:
    live = transition.units.filter(removed_on__isnull=True).exclude(unit_id=transition.unit_id)
    return [*live.select_related("unit").order_by("created_at")]


def start(transition: Transition, *, by: Acting) -> None:
    """For units that have none yet; late at once where the day has passed. One a unit, also where it does both."""
    code, last = code_of(transition), last_day_to_meet(transition.on)
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
            owner_role=manager_of(row.unit),
        )


def end(transition: Transition, *, on: date, by: Acting) -> None:
    """The joint meeting has been held."""
    for row in _others(transition):
        end_clock(row, code_of(transition), on=on, by=by)


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
            obligations.waive(row, code_of(transition), reason=reason, by=by)
