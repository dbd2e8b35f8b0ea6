"""A deadline's values are read as words, with what is to be done beside its code."""

from core.regions.presenting import deadline_name, lines_of
from core.regions.shapes import Deadline


def said(**values) -> str:
    (line,) = lines_of(Deadline("DL-01", **values), str)
    return line


def test_a_reminder_is_told_by_its_day_the_days_before_the_last_or_the_share_of_the_time():
    assert "påminnelse dag 10, 1 dag före, 14 dagar före, när 50 % av tiden har gått" in said(
        warn_offsets=(10, -1, -14, "50%")
    )


def test_a_deadline_is_named_by_what_is_to_be_done_and_its_code():
    named = deadline_name("DL-01")
    assert (named.endswith(", DL-01"), len(named) > len(", DL-01")) == (True, True)
    assert deadline_name("NONE") == "NONE"
