from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from core.ui import dates

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("due_on", "swedish", "english"),
    [
        (date(2026, 3, 10), "i dag", "today"),
        (date(2026, 3, 11), "i morgon", "tomorrow"),
        (date(2026, 3, 13), "om 3 dagar", "in 3 days"),
        (date(2026, 3, 30), "om 20 dagar", "in 20 days"),
        (date(2026, 3, 31), "om 3 veckor", "in 3 weeks"),
        (date(2026, 4, 15), "om 5 veckor", "in 5 weeks"),
        (date(2026, 12, 31), "om 9 månader", "in 9 months"),
        (date(2026, 3, 9), "1 dag sen", "1 day late"),
        (date(2026, 3, 8), "2 dagar sen", "2 days late"),
        (date(2026, 1, 1), "9 veckor sen", "9 weeks late"),
    ],
)
def test_due_is_told_in_words_counted_from_today(due_on, swedish, english):
    assert dates.due_in_words(due_on, TODAY) == swedish
    with override("en"):
        assert dates.due_in_words(due_on, TODAY) == english


def test_days_and_moments_read_as_swedish_local_time():
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

    assert dates.day(date(2026, 3, 12)) == "12 mars 2026"
    assert dates.day_in_list(date(2026, 3, 12), TODAY) == "12 mars"
    assert dates.day_in_list(date(2025, 10, 12), TODAY) == "12 okt. 2025"
    assert dates.weekday(date(2026, 3, 12)) == "torsdag 12 mars"
    assert dates.moment(summer) == "2 juli 2026 kl. 0.30"
    assert dates.clock_time(datetime(2026, 1, 1, 12, 5, tzinfo=UTC)) == "kl. 13.05"


def test_english_has_its_own_words():
    with override("en"):
        assert dates.moment(datetime(2026, 3, 12, 12, 0, tzinfo=UTC)) == "12 March 2026 at 13:00"


def test_a_language_without_words_of_its_own_reads_swedish():
    with override("ar"):
        assert dates.day(date(2026, 3, 12)) == "12 mars 2026"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2025, 12, 31), "1 januari–31 december 2025"),
        (date(2026, 1, 31), "1 januari 2025–31 januari 2026"),
        (None, "från 1 januari 2025"),
    ],
)
def test_a_period_names_the_year_no_more_than_needed(last, expected):
    assert dates.period(date(2025, 1, 1), last) == expected


@pytest.mark.parametrize(("days", "expected"), [(-1, "late"), (0, "soon"), (1, "now"), (3, "now"), (4, "")])
def test_the_meaning_follows_the_day(days, expected):
    assert dates.due_is(date.fromordinal(TODAY.toordinal() + days), TODAY) == expected


def test_a_time_tag_carries_the_machine_form_and_escapes_its_words():
    assert dates.time_tag(TODAY, "<b>") == '<time datetime="2026-03-10">&lt;b&gt;</time>'
    assert dates.time_tag(datetime(2026, 3, 10, 9, 0, tzinfo=UTC)).startswith(
        '<time datetime="2026-03-10T10:00+01:00">'
    )
