"""One figure's cells by name, with the rules it was counted by."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from followup.indicators.year import Deadline
from followup.models import Counting, Figure
from followup.presenting import marks
from followup.suppress import HIDDEN, Mark


def counted_to(counting: Counting) -> date:
    """The last day counted; a year that goes on is counted up to the day it was last confirmed."""
    if counting.is_final or counting.period_to == date(counting.year, 12, 31):
        return counting.period_to
    return timezone.localdate(counting.confirmed_at)


@dataclass(frozen=True)
class Shown:
    """A number as text. `cell` and `year` say whose it is; nothing for what has no rows of its own: a share, a median.

    `url` opens its rows, set by the page.
    """

    text: str
    cell: str = ""
    year: int = 0
    url: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Cells:
    figure: Figure
    counting: Counting

    def __getitem__(self, cell: str) -> Mark:
        return self.figure.shown.get(cell, HIDDEN)

    def __contains__(self, cell: str) -> bool:
        return cell in self.figure.shown

    def text(self, cell: str) -> str:
        return marks.text(self[cell], self.threshold)

    def shown(self, cell: str) -> Shown:
        return Shown(self.text(cell), cell, self.counting.year)

    def parts(self, of: str) -> set[str]:
        """The names of what a total is split into."""
        return {cell.removeprefix(f"{of}.") for cell in self.figure.shown if cell.startswith(f"{of}.")}

    def sexes(self, of: str) -> list[str]:
        """In the order of the region's categories; none before the year is fixed. [I-R3]"""
        return [sex for sex in self.counting.context["sexes"] if f"{of}.{sex}" in self]

    def days(self, name: str) -> dict[str, float]:
        return self.figure.days.get(name, {})

    @property
    def code(self) -> str:
        return self.figure.code

    @property
    def threshold(self) -> int:
        return self.counting.threshold

    @property
    def is_final(self) -> bool:
        return self.counting.is_final

    @property
    def area(self) -> str:
        return self.counting.context["area"]

    @property
    def levels(self) -> set[str]:
        """The rungs of the region's ladder, on the day of counting."""
        return {key for key, _label in self.counting.context["levels"]}

    @property
    def deadline(self) -> dict[str, Any]:
        return self.counting.context.get("deadline") or {}

    @property
    def allowed_days(self) -> int:
        return self.deadline.get("days", 0)

    @property
    def main(self) -> str:
        """What the region goes by: `called`, or `sat` for the sitting. [X-01]"""
        return "sat" if self.deadline.get("measures") == "held" else "called"

    @property
    def rules(self) -> Any:
        """What a formula's definition asks of a year, as it was frozen."""
        return SimpleNamespace(deadline=Deadline(**self.deadline) if self.deadline else None)
