"""Quarters of a calendar year. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 3


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def key(self) -> str:
        return f"{self.year}q{self.number}"


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def ended(today: date, most: int) -> list[Quarter]:
    """The quarters that have ended, the latest first."""
    found = [quarter_of(today).before]
    while len(found) < most:
        found.append(found[-1].before)
    return found
