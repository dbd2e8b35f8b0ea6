"""When the demo's cases happened and how each went: pure, the same for the same seed and day."""

from datetime import date, timedelta
from random import Random

from demo.story import Plan

# Cases of the year before last, of last year, and so far this year.
PAST_CASES = (10, 16, 12)
SETTLED = timedelta(days=95)  # so old is the youngest of them, so that each has come to its end


def past(today: date, random: Random) -> list[Plan]:
    """Most called in time, some late, a few unsolved, a few without consent."""
    found = []
    for back, count in zip((2, 1, 0), PAST_CASES, strict=True):
        first = date(today.year - back, 1, 8)
        last = date(today.year - back, 12, 1) if back else today
        days = (min(last, today - SETTLED) - first).days
        for number in range(count if days > 0 else 0):
            found.append(_plan(first + timedelta(days=number * days // count), random))
    return found


def _plan(noticed: date, random: Random) -> Plan:
    is_late = random.random() < 0.2
    called = random.randint(15, 22) if is_late else random.randint(5, 13)
    return Plan(
        noticed_on=noticed,
        raised_after=random.randint(0, 4),
        called_after=called,
        met_after=called + random.randint(5, 9),
        solved=random.random() > 0.25,
        with_consent=random.random() > 0.12,
    )


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
