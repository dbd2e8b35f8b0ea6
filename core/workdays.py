"""Days as the region counts them: Swedish calendar, Europe/Stockholm. [domain 5, calculation rules]

The day of the trigger is day 0. Calendar days are never moved from a weekend. A date is due until its local day
has ended. Nothing here asks what time it is now.
"""

import calendar as gregorian
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

STOCKHOLM = ZoneInfo("Europe/Stockholm")
Calendar = Literal["calendar", "working"]


@lru_cache(maxsize=64)
def _free_days(year: int) -> frozenset[date]:
    """Public holidays and the three eves that are free in practice; plain Sundays are told by the weekday."""
    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))


def is_workday(d: date) -> bool:
    """Monday to Friday, neither a public holiday nor midsummer, Christmas or New Year's eve."""
    return d.weekday() < 5 and d not in _free_days(d.year)


def add_days(d: date, n: int, calendar: Calendar = "calendar") -> date:
    """The day `n` days after `d` (before, when negative); with "working" only working days are counted."""
    if calendar == "calendar":
        return d + timedelta(days=n)
    step = timedelta(days=1 if n >= 0 else -1)
    left = abs(n)
    while left:
        d += step
        left -= is_workday(d)
    return d


def add_months(d: date, n: int) -> date:
    """The same day `n` months later, or that month's last day: 31 January + 1 month is 28 or 29 February."""
    year, month = divmod(d.year * 12 + d.month - 1 + n, 12)
    return date(year, month + 1, min(d.day, gregorian.monthrange(year, month + 1)[1]))


def days_between(start: date, end: date, calendar: Calendar = "calendar") -> int:
    """How many days `end` comes after `start`, so that add_days(start, n) reaches it; 0 when it does not."""
    if end <= start:
        return 0
    if calendar == "calendar":
        return (end - start).days
    return sum(is_workday(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def end_of_day(d: date) -> datetime:
    """The moment when the local day `d` has ended: the first moment of the next. Late means at or after it."""
    return datetime.combine(d + timedelta(days=1), time.min, tzinfo=STOCKHOLM)


def local_today(at: datetime) -> date:
    """The local day in which the moment `at` falls."""
    return at.astimezone(STOCKHOLM).date()


@dataclass(frozen=True, order=True)
class Term:
    """One term of the region: `number` counts from 1 within the year its first day falls in."""

    starts_on: date
    ends_on: date
    number: int

    @property
    def key(self) -> str:
        """Sortable name, "2026-1" for the first term that begins in 2026."""
        return f"{self.starts_on.year}-{self.number}"


def month_and_day(boundary: str | Sequence[int]) -> tuple[int, int]:
    """A yearly boundary as (month, day), from "07-01" or (7, 1)."""
    month, day = boundary.split("-") if isinstance(boundary, str) else boundary
    return int(month), int(day)


def term_of(d: date, boundaries: Sequence[str | Sequence[int]]) -> Term:
    """The term that `d` falls in; `boundaries` are the terms' first days, each year. [cfg.term_boundaries]"""
    firsts = sorted(month_and_day(boundary) for boundary in boundaries)
    starts = [
        (date(year, month, day), number)
        for year in (d.year - 1, d.year, d.year + 1)
        for number, (month, day) in enumerate(firsts, start=1)
    ]
    position = max(place for place, (start, _number) in enumerate(starts) if start <= d)
    (start, number), (following, _number) = starts[position], starts[position + 1]
    return Term(start, following - timedelta(days=1), number)
