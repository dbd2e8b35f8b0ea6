"""The earliest day that anything about a child can name."""

from datetime import date

EARLIEST_BIRTH = date(1900, 1, 1)


def noticed_from(birth_date: date | None) -> date:
    """The first day a need of a child born then can have been noticed; nobody knows when, of one not yet born."""
    return birth_date or EARLIEST_BIRTH
