"""From a rule and a start to its days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.obligations.dates import Terms, due_date, moved, warn_dates
from core.workdays import end_of_day, is_workday

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2045, 12, 31))
TWO_WEEKS = Terms(14, "day", warn_offsets=(10,))


@pytest.mark.parametrize(
    ("terms", "start", "expected"),
    [
        (TWO_WEEKS, date(2026, 11, 22), date(2026, 12, 6)),
        (TWO_WEEKS, date(2026, 12, 20), date(2027, 1, 3)),  # over the turn of the year, to a Sunday
        (TWO_WEEKS, date(2028, 2, 20), date(2028, 3, 5)),  # over a leap day
        (Terms(5, "day", "working"), date(2026, 12, 22), date(2027, 1, 4)),
        (Terms(1, "month"), date(2027, 1, 31), date(2027, 2, 28)),
        (Terms(12, "month"), date(2028, 2, 29), date(2029, 2, 28)),
        (Terms(4, "year"), date(2026, 3, 1), date(2030, 3, 1)),
        (Terms(1, "per_term"), date(2026, 2, 3), date(2026, 6, 30)),
        (Terms(2, "per_term", term_boundaries=("01-15", "08-01")), date(2027, 1, 5), date(2027, 1, 14)),
        (Terms(2, "per_year"), date(2026, 2, 3), date(2026, 12, 31)),
        (Terms(None, "none"), date(2026, 2, 3), None),
        (Terms(None, "day"), date(2026, 2, 3), None),
    ],
)
def test_the_due_day_follows_the_rule(terms, start, expected):
    assert due_date(terms, start) == expected


@given(DAYS)
def test_two_weeks_end_with_the_fourteenth_local_day_also_over_summer_time(start):
    due_on = due_date(TWO_WEEKS, start)
    assert due_on.weekday() == start.weekday()
    assert end_of_day(due_on).date() == start + timedelta(days=15)


@given(DAYS, st.integers(1, 40), st.integers(0, 30))
def test_a_pause_moves_the_due_day_by_its_own_length_and_a_working_deadline_stays_a_working_day(start, length, pause):
    calendar = Terms(length, "day")
    assert moved(due_date(calendar, start), start, start + timedelta(days=pause), calendar) == start + timedelta(
        days=length + pause
    )
    working = Terms(length, "day", "working")
    assert is_workday(moved(due_date(working, start), start, start + timedelta(days=pause), working))


def test_reminders_come_days_after_the_start_days_before_the_end_or_at_a_share_of_the_time():
    start = date(2026, 1, 1)
    assert warn_dates(TWO_WEEKS, start, date(2026, 1, 15)) == (date(2026, 1, 11),)
    year = Terms(12, "month", warn_offsets=(-30, -60))
    assert warn_dates(year, start, date(2027, 1, 1)) == (date(2026, 11, 2), date(2026, 12, 2))
    term = Terms(1, "per_term", warn_offsets=("60%",))
    assert warn_dates(term, start, date(2026, 6, 30)) == (date(2026, 4, 19),)


def test_a_reminder_that_would_fall_outside_the_time_is_none():
    assert warn_dates(Terms(5, "day", warn_offsets=(10, -9)), date(2026, 1, 1), date(2026, 1, 6)) == ()
    assert warn_dates(Terms(None, "none", warn_offsets=(3,)), date(2026, 1, 1), None) == ()


def test_reminders_counted_from_the_start_move_with_a_pause():
    assert warn_dates(TWO_WEEKS, date(2026, 1, 1), date(2026, 1, 18), paused_days=3) == (date(2026, 1, 14),)


@given(
    st.builds(
        Terms,
        amount=st.integers(1, 400),
        unit=st.sampled_from(["day", "month", "year", "per_term", "per_year"]),
        calendar=st.sampled_from(["calendar", "working"]),
        warn_offsets=st.tuples(st.integers(-60, 60), st.sampled_from(["60%", "100%"])),
        pausable=st.booleans(),
        escalate_after=st.none() | st.integers(1, 30),
    )
)
def test_terms_survive_being_written_down(terms):
    assert Terms.from_data(terms.as_data()) == terms
