"""What an obligation's events together say. Pure: the same events and terms always give the same answer. [SM-12]

Services write rows by it, the sweep agrees with it, and `manage.py verify_obligations` recomputes every row by it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from core.obligations.dates import Terms, due_date, moved, warn_dates
from core.obligations.states import EventKind, ObligationStatus
from core.workdays import add_days, days_between


class BrokenHistory(Exception):
    """The events contradict each other: a row was lost, added or changed by somebody else than the services."""


@dataclass(frozen=True)
class Fact:
    """One event as the fold sees it: the day it speaks of, never the moment it was written."""

    kind: str
    on: date
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """Where an obligation stands after its events. Dates are local days; None means there is none."""

    started_on: date
    due_on: date | None
    status: str = ObligationStatus.PENDING
    paused_on: date | None = None
    paused_days: int = 0
    ended_on: date | None = None
    done: tuple[date, ...] = ()
    warn_on: tuple[date, ...] = ()
    next_warn_on: date | None = None
    escalate_on: date | None = None
    escalated_on: date | None = None
    count: int = 0


@dataclass(frozen=True)
class _Clock:
    """What has been gathered so far; days are worked out from it, never stored in it."""

    start: date
    base: date | None = None  # the due day so far
    is_agreed: bool = False  # the due day was agreed, not computed from the start
    paused_on: date | None = None
    paused_days: int = 0
    warned: tuple[date, ...] = ()
    breached: tuple[date, ...] = ()
    escalated: tuple[date, ...] = ()
    done: tuple[date, ...] = ()
    waived_on: date | None = None


def fold(events: Iterable[Fact], rule: Terms) -> State:
    """The state after the events, in their order. Raises BrokenHistory when they cannot have happened so."""
    facts = list(events)
    clock = _begin(facts, rule)
    for fact in facts:
        if fact.kind in (EventKind.NOTICED, EventKind.STARTED):
            continue
        if _is_over(clock, rule) and not _is_judged_anew(clock, fact):
            raise BrokenHistory(f"{fact.kind} after the end")
        clock = _STEPS[EventKind(fact.kind)](clock, fact, rule)
    return _state(clock, rule, len(facts))


def _begin(facts: list[Fact], rule: Terms) -> _Clock:
    kinds = [fact.kind for fact in facts]
    if kinds.count(EventKind.STARTED) != 1 or kinds.count(EventKind.NOTICED) > 1:
        raise BrokenHistory("an obligation starts exactly once")
    place = kinds.index(EventKind.STARTED)
    if kinds[:place] not in ([], [EventKind.NOTICED]):
        raise BrokenHistory("an event before the start")
    start = facts[place]
    agreed = start.data.get("due_on")
    base = date.fromisoformat(agreed) if agreed else due_date(rule, start.on)
    return _Clock(start=start.on, base=base, is_agreed=bool(agreed))


def _is_over(clock: _Clock, rule: Terms) -> bool:
    return clock.waived_on is not None or len(clock.done) >= rule.required


def _is_judged_anew(clock: _Clock, fact: Fact) -> bool:
    """What has been done keeps its day; that its first day was wrong may be found afterwards."""
    is_done = clock.waived_on is None and bool(clock.done)
    return fact.kind == EventKind.CORRECTED and is_done and fact.on <= max(clock.done)


def _pause(clock: _Clock, fact: Fact, rule: Terms) -> _Clock:
    if clock.paused_on is not None or not rule.pausable:
        raise BrokenHistory("paused twice, or by a rule that does not pause")
    if fact.on < clock.start or (clock.base is not None and fact.on > clock.base):
        raise BrokenHistory("paused before the start or after the due day")
    return replace(clock, paused_on=fact.on)


def _resume(clock: _Clock, fact: Fact, rule: Terms) -> _Clock:
    if clock.paused_on is None or fact.on < clock.paused_on:
        raise BrokenHistory("resumed without a pause before it")
    days = days_between(clock.paused_on, fact.on, rule.calendar)
    later = moved(clock.base, clock.paused_on, fact.on, rule)
    return replace(clock, paused_on=None, paused_days=clock.paused_days + days, base=later)


def _extend(clock: _Clock, fact: Fact, rule: Terms) -> _Clock:
    until = date.fromisoformat(fact.data["due_on"])
    if clock.base is not None and until <= clock.base:
        raise BrokenHistory("extended to an earlier day")
    return replace(clock, base=until, is_agreed=True)


def _correct(clock: _Clock, fact: Fact, rule: Terms) -> _Clock:
    """A new start moves the day the rule gives; a day that was agreed stands."""
    if clock.is_agreed:
        return replace(clock, start=fact.on)
    due_on = due_date(rule, fact.on)
    return replace(clock, start=fact.on, base=due_on and add_days(due_on, clock.paused_days, rule.calendar))


def _waive(clock: _Clock, fact: Fact, rule: Terms) -> _Clock:
    return replace(clock, waived_on=fact.on)


def _reassign(clock: _Clock, fact: Fact, rule: Terms) -> _Clock:
    """Somebody else owes it: no day moves."""
    return clock


def _gather(name: str) -> Callable[[_Clock, Fact, Terms], _Clock]:
    def step(clock: _Clock, fact: Fact, rule: Terms) -> _Clock:
        gathered: dict[str, Any] = {name: (*getattr(clock, name), fact.on)}
        return replace(clock, **gathered)

    return step


_STEPS = {
    EventKind.PAUSED: _pause,
    EventKind.RESUMED: _resume,
    EventKind.EXTENDED: _extend,
    EventKind.CORRECTED: _correct,
    EventKind.REASSIGNED: _reassign,
    EventKind.WARNED: _gather("warned"),
    EventKind.BREACHED: _gather("breached"),
    EventKind.ESCALATED: _gather("escalated"),
    EventKind.MET: _gather("done"),
    EventKind.WAIVED: _waive,
}


def _state(clock: _Clock, rule: Terms, count: int) -> State:
    ended_on = clock.waived_on or (max(clock.done) if _is_over(clock, rule) else None)
    if ended_on and clock.paused_on:  # it ended while it stood still: the pause counts to that day
        clock = _resume(clock, Fact(EventKind.RESUMED, max(ended_on, clock.paused_on)), rule)
    due_on = clock.base
    reminders = warn_dates(rule, clock.start, due_on, clock.paused_days)
    # A pause begins on the due day at the latest: while it lasts nothing is late, whatever was said before.
    late = due_on is not None and clock.paused_on is None and any(day > due_on for day in clock.breached)
    escalate_on = due_on + timedelta(days=rule.escalate_after) if due_on and rule.escalate_after is not None else None
    state = State(
        started_on=clock.start,
        due_on=due_on,
        paused_on=clock.paused_on,
        paused_days=clock.paused_days,
        ended_on=ended_on,
        done=clock.done,
        warn_on=reminders,
        escalate_on=escalate_on,
        escalated_on=max((day for day in clock.escalated if escalate_on and day >= escalate_on), default=None),
        count=count,
    )
    if ended_on:
        return replace(state, status=_verdict(clock, due_on, ended_on))
    if late:
        return replace(state, status=ObligationStatus.BREACHED)
    soon = any(day >= reminders[0] for day in clock.warned) if reminders else False
    return replace(
        state,
        status=ObligationStatus.DUE_SOON if soon else ObligationStatus.PENDING,
        next_warn_on=min((day for day in reminders if day > max(clock.warned, default=date.min)), default=None),
    )


def _verdict(clock: _Clock, due_on: date | None, ended_on: date) -> str:
    """The clock stops at the day of the event, not of its registration: a late entry of a timely act is in time."""
    if clock.waived_on:
        return ObligationStatus.WAIVED
    in_time = due_on is None or ended_on <= due_on
    return ObligationStatus.MET if in_time else ObligationStatus.MET_LATE
