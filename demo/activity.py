"""When the demo's cases happened and how each went: pure, the same for the same seed and day."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.story import Plan


@dataclass(frozen=True)
class Past:
    """A year's cases: how many, how many of them were called late, and how many the forum did not solve."""

    back: int
    cases: int
    late: int
    unsolved: int


# The year before last, last year, and so far this year: enough of most kinds for their numbers to be shown.
YEARS = (Past(2, 12, 5, 5), Past(1, 18, 5, 6), Past(0, 11, 3, 3))
SETTLED = timedelta(days=95)  # so old is the youngest of them, so that each has come to its end


def past(today: date, random: Random) -> list[Plan]:
    """Most called in time, some late, a few unsolved, a few without consent."""
    found = []
    for year in YEARS:
        first = date(today.year - year.back, 1, 8)
        last = date(today.year - year.back, 12, 1) if year.back else today
        days = (min(last, today - SETTLED) - first).days
        for number in range(year.cases if days > 0 else 0):
            found.append(_plan(first + timedelta(days=number * days // year.cases), year, number, random))
    return found


def _plan(noticed: date, year: Past, number: int, random: Random) -> Plan:
    is_late = _is_one_of(number, year.late, year.cases)
    called = random.randint(15, 22) if is_late else random.randint(5, 13)
    return Plan(
        noticed_on=noticed,
        raised_after=random.randint(0, 4),
        called_after=called,
        met_after=called + random.randint(5, 9),
        solved=not _is_one_of(number + 1, year.unsolved, year.cases),
        with_consent=random.random() > 0.12,
        sex=("girl", "boy")[number % 2],
    )


def _is_one_of(number: int, some: int, of: int) -> bool:
    """Whether the number is among `some` that lie at even distances among `of`."""
    return (number % of + 1) * some // of > number % of * some // of


def now(today: date) -> list[Plan]:
    """One case in each state that somebody at the door can act on today."""
    return [
        Plan(today - timedelta(days=4), "raised", raised_after=1),
        Plan(today - timedelta(days=11), "consented", raised_after=2),
        Plan(today - timedelta(days=20), "raised", raised_after=19),
        Plan(today - timedelta(days=12), "called", called_after=8, met_after=17),
        Plan(today - timedelta(days=22), "held", called_after=10, met_after=20),
        Plan(today - timedelta(days=30), "concluded", called_after=9, met_after=20, solved=False),
        Plan(today - timedelta(days=40), "concluded", called_after=13, met_after=22),
        Plan(today - timedelta(days=16), "consented", raised_after=3),
    ]
