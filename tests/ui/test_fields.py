from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.ui.fields import DayField, read_day


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-12",
        "20260312",
        "12 mars 2026",
        "12 3 2026",
        "12/3 2026",
        "12.3.26",
        "12 MARS 2026",
        "12 mar 2026",
        " 12 March 2026 ",
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert read_day(text) == date(2026, 3, 12)


@pytest.mark.parametrize("text", ["31 februari 2026", "12 smaj 2026", "32 1 2026", "2026-13-01", "0 0 0"])
def test_a_day_that_never_was_is_named_in_the_refusal(text):
    with pytest.raises(ValidationError) as refusal:
        read_day(text)

    assert refusal.value.messages == [
        f"Datumet ”{text}” finns inte. Skriv dag, månad och år, till exempel 12 mars 2026."
    ]


@pytest.mark.parametrize("text", ["i går", "mars 2026", "2026", "igår kl. 9"])
def test_what_is_no_date_gets_an_example(text):
    with pytest.raises(ValidationError) as refusal:
        read_day(text)

    assert "till exempel 12 mars 2026" in refusal.value.messages[0]


def test_a_day_in_the_future_is_refused_by_the_day_that_is():
    field = DayField(latest=lambda: date(2026, 3, 10))

    with pytest.raises(ValidationError) as refusal:
        field.clean("2026-04-14")

    assert refusal.value.messages == ["Datumet 14 april 2026 är för sent. Skriv ett datum till och med 10 mars 2026."]
    assert field.clean("2026-03-10") == date(2026, 3, 10)


def test_a_day_before_the_first_allowed_is_refused():
    with pytest.raises(ValidationError) as refusal:
        DayField(earliest=date(2026, 1, 1)).clean("2025-12-31")

    assert refusal.value.messages == [
        "Datumet 31 december 2025 är för tidigt. Skriv ett datum från och med 1 januari 2026."
    ]


def test_what_was_typed_and_is_no_date_stands_to_be_mended():
    kept = DayField().widget.render("d", "31 februari")
    usual = DayField().widget.render("d", date(2026, 3, 12))

    assert 'type="text"' in kept
    assert 'value="31 februari"' in kept
    assert 'type="date"' in usual
    assert 'value="2026-03-12"' in usual
