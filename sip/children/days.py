"""The earliest day that anything about a child can name."""

from datetime import date

EARLIEST_BIRTH = date(1900, 1, 1)
