"""Swedish days: holidays, eves, weekends, summer time, terms."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workdays import Term, add_days, add_months, days_between, end_of_day, is_workday, local_today, term_of

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31))
FEW = st.integers(min_value=0, max_value=60)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 11, 22), False),  # a plain Sunday
        (date(2026, 1, 6), False),  # Epiphany, a Tuesday
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 6, 19), False),  # midsummer eve, a Friday and no public holiday
        (date(2026, 12, 24), False),  # Christmas eve
        (date(2026, 12, 31), False),  # New Year's eve
        (date(2026, 12, 30), True),
        (date(2026, 4, 2), True),  # Maundy Thursday
    ],
)
def test_a_working_day_is_a_weekday_that_is_neither_holiday_nor_eve(day, expected):
    assert is_workday(day) is expected


def test_calendar_days_are_not_moved_from_a_weekend():
    assert add_days(date(2026, 11, 7), 14) == date(2026, 11, 21)
    assert date(2026, 11, 21).weekday() == 5


def test_five_working_days_over_christmas_pass_eves_holidays_and_weekends():
    assert add_days(date(2026, 12, 22), 5, "working") == date(2027, 1, 4)


def test_working_days_count_backwards_too():
    assert add_days(date(2026, 6, 22), -1, "working") == date(2026, 6, 18)


@given(DAYS, FEW)
def test_counting_forward_and_measuring_agree(day, n):
    assert days_between(day, add_days(day, n)) == n
    assert days_between(day, add_days(day, n, "working"), "working") == n


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_a_working_deadline_always_falls_on_a_working_day_and_never_before_the_calendar_one(day, n):
    assert is_workday(add_days(day, n, "working"))
    assert add_days(day, n, "working") >= add_days(day, n)


def test_an_end_before_its_start_is_no_days():
    assert days_between(date(2026, 1, 2), date(2026, 1, 1)) == 0


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_months_last_day_when_the_day_is_missing(day, months, expected):
    assert add_months(day, months) == expected


@given(DAYS)
def test_a_day_ends_exactly_when_the_next_local_day_begins(day):
    end = end_of_day(day)
    assert local_today(end) == day + timedelta(days=1)
    assert local_today(end.astimezone(UTC) - timedelta(microseconds=1)) == day


def test_a_day_of_summer_time_change_is_23_or_25_hours():
    hours = {
        day: (end_of_day(day).astimezone(UTC) - end_of_day(day - timedelta(days=1)).astimezone(UTC)).total_seconds()
        for day in (date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 22))
    }
    assert hours == {date(2026, 3, 29): 23 * 3600, date(2026, 10, 25): 25 * 3600, date(2026, 11, 22): 24 * 3600}


def test_half_past_eleven_in_utc_is_already_tomorrow_in_stockholm():
    assert local_today(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2027, 1, 1)
    assert local_today(datetime(2026, 7, 1, 21, 59, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 1), Term(date(2026, 1, 1), date(2026, 6, 30), 1)),
        (date(2026, 6, 30), Term(date(2026, 1, 1), date(2026, 6, 30), 1)),
        (date(2026, 7, 1), Term(date(2026, 7, 1), date(2026, 12, 31), 2)),
    ],
)
def test_half_years_are_terms(day, expected):
    assert term_of(day, ["01-01", "07-01"]) == expected


def test_a_term_may_run_over_the_turn_of_the_year():
    term = term_of(date(2027, 1, 5), [(1, 15), (8, 1)])
    assert (term, term.key) == (Term(date(2026, 8, 1), date(2027, 1, 14), 2), "2026-2")
    assert term_of(date(2027, 1, 15), [(8, 1), (1, 15)]).key == "2027-1"


@given(DAYS)
def test_every_day_has_one_term_and_terms_meet_without_gap(day):
    term = term_of(day, ["01-01", "07-01"])
    assert term.starts_on <= day <= term.ends_on
    assert term_of(term.ends_on + timedelta(days=1), ["01-01", "07-01"]).starts_on == term.ends_on + timedelta(days=1)
