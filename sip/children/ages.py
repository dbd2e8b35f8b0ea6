"""Birthdays as the law counts them: a year from 29 February ends on the 28th where there is no 29th. [1930:173]"""

from datetime import date, timedelta

from core.workdays import add_months

ADULT = 18


def birthday(birth_date: date, years: int) -> date:
    """The day on which one has reached the age."""
    return add_months(birth_date, 12 * years)


def is_adult(birth_date: date | None, on: date) -> bool:
    """Eighteen on that day; unknown is not."""
    return birth_date is not None and birthday(birth_date, ADULT) <= on


def last_day_as_child(birth_date: date) -> date:
    return birthday(birth_date, ADULT) - timedelta(days=1)
