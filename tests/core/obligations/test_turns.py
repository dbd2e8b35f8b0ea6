"""The two-week clock over the turns of the year: summer time begins and ends, New Year; with a pause and an extension.

Days are local days: a pause of six days is six days though one of them has 25 hours, and a due day ends at midnight in
Stockholm whatever the hour is elsewhere. [domain 5, calculation rules]
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from core import obligations
from core.obligations.verifying import verify
from tests.core.obligations.build import acting, as_worker, day, kinds, raised, row
from tests.database import as_loader

# First day, paused, resumed, extended to; due before the extension, reminder, and the due day's last second in UTC.
TURNS = {
    "summer time ends": (
        date(2026, 10, 19), date(2026, 10, 22), date(2026, 10, 28), date(2026, 11, 10),
        date(2026, 11, 8), date(2026, 11, 4), datetime(2026, 11, 10, 22, 59, 59, tzinfo=UTC),
    ),
    "summer time begins": (
        date(2027, 3, 22), date(2027, 3, 26), date(2027, 3, 30), date(2027, 4, 12),
        date(2027, 4, 9), date(2027, 4, 5), datetime(2027, 4, 12, 21, 59, 59, tzinfo=UTC),
    ),
    "the year ends": (
        date(2026, 12, 22), date(2026, 12, 30), date(2027, 1, 3), date(2027, 1, 15),
        date(2027, 1, 9), date(2027, 1, 5), datetime(2027, 1, 15, 22, 59, 59, tzinfo=UTC),
    ),
    "a leap day": (
        date(2028, 2, 21), date(2028, 2, 28), date(2028, 3, 1), date(2028, 3, 12),
        date(2028, 3, 8), date(2028, 3, 4), datetime(2028, 3, 12, 22, 59, 59, tzinfo=UTC),
    ),
}  # fmt: skip


def at(moment):
    with as_worker():
        return obligations.sweep(moment, wake=False)


@pytest.mark.parametrize("turn", TURNS.values(), ids=list(TURNS))
def test_a_turn_of_the_year_gives_and_takes_no_day(town, case, turn):
    first, paused, resumed, until, due_on, reminder, last_second = turn
    with as_loader():
        type(town.rule).objects.filter(pk=town.rule.pk).update(pausable=True)
    with day(first):
        started = raised(town, case, first)
    assert started.due_on == first + timedelta(days=14)
    with day(paused), acting(town.worker) as by:
        obligations.pause(case, "DL-01", reason="waiting", by=by)
    with day(resumed), acting(town.worker) as by:
        obligations.resume(case, "DL-01", by=by)
    assert (row(started).due_on, row(started).next_warn_on) == (due_on, reminder)
    with day(resumed), acting(town.worker) as by:
        obligations.extend(case, "DL-01", until=until, reason="agreed", by=by)
    assert row(started).due_on == until

    assert at(last_second).breached == 0
    assert row(started).status == "due_soon"
    assert at(last_second + timedelta(seconds=1)).breached == 1
    assert kinds(started) == ["started", "paused", "resumed", "extended", "warned", "breached"]
    with as_worker():
        assert list(verify()) == []


@pytest.mark.parametrize("turn", TURNS.values(), ids=list(TURNS))
def test_called_in_the_last_minute_of_the_day_is_in_time(town, case, turn):
    first, *_rest = turn
    with day(first):
        raised(town, case, first)
    last = first + timedelta(days=14)
    with day(last, 20), acting(town.worker) as by:
        ended = obligations.end(case, "DL-01", on=last, by=by)
    assert (ended.status, ended.verdict["days_used"], ended.verdict["days_late"]) == ("met", 14, 0)
