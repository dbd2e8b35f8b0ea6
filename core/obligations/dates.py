"""From a rule and a start to its days: due, reminders, escalation. Pure. [domain 5, calculation rules]"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from core.workdays import Calendar, add_days, add_months, days_between, term_of

DAY, MONTH, YEAR, PER_TERM, PER_YEAR, NONE = "day", "month", "year", "per_term", "per_year", "none"
UNITS = (DAY, MONTH, YEAR, PER_TERM, PER_YEAR, NONE)

Offset = int | str


@dataclass(frozen=True)
class Terms:
    """What a clock was promised by: the part of a DeadlineRule that decides days. Frozen with the clock's start.

    `amount` counts `unit`s; for per_term and per_year it says how many times within the period. A warning offset is
    days after the start (10), days before the due day (-14) or a share of the whole time ("60%"). `escalate_after`
    counts days after the due day.
    """

    amount: int | None
    unit: str
    calendar: Calendar = "calendar"
    warn_offsets: tuple[Offset, ...] = ()
    pausable: bool = False
    escalate_after: int | None = None
    term_boundaries: tuple[str, ...] = ("01-01", "07-01")

    @property
    def required(self) -> int:
        """How many times the thing must be done before the obligation is met."""
        return (self.amount or 1) if self.unit in (PER_TERM, PER_YEAR) else 1

    def as_data(self) -> dict[str, Any]:
        data = asdict(self)
        return data | {"warn_offsets": list(self.warn_offsets), "term_boundaries": list(self.term_boundaries)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Terms":
        lists = {name: tuple(data[name]) for name in ("warn_offsets", "term_boundaries")}
        return cls(**{**data, **lists})


def due_date(terms: Terms, started_on: date) -> date | None:
    """The last day in time, the start being day 0; None when the rule sets no length of its own."""
    if terms.unit == PER_TERM:
        return term_of(started_on, terms.term_boundaries).ends_on
    if terms.unit == PER_YEAR:
        return date(started_on.year, 12, 31)
    if terms.amount is None or terms.unit == NONE:
        return None
    if terms.unit == DAY:
        return add_days(started_on, terms.amount, terms.calendar)
    return add_months(started_on, terms.amount * (12 if terms.unit == YEAR else 1))


def moved(due_on: date | None, start: date, end: date, terms: Terms) -> date | None:
    """The due day after a pause from `start` to `end`: later by as many days as the pause took."""
    return due_on and add_days(due_on, days_between(start, end, terms.calendar), terms.calendar)


def warn_dates(terms: Terms, started_on: date, due_on: date | None, paused_days: int = 0) -> tuple[date, ...]:
    """The days on which a reminder is due, in order, none before the start or after the due day."""
    if due_on is None:
        return ()
    days = {_warn_date(offset, terms, started_on, due_on, paused_days) for offset in terms.warn_offsets}
    return tuple(sorted(day for day in days if started_on <= day <= due_on))


def _warn_date(offset: Offset, terms: Terms, started_on: date, due_on: date, paused_days: int) -> date:
    if isinstance(offset, str):
        return started_on + timedelta(days=(due_on - started_on).days * int(offset.rstrip("%")) // 100)
    if offset < 0:
        return add_days(due_on, offset, terms.calendar)
    return add_days(started_on, offset + paused_days, terms.calendar)
