from datetime import date

import pytest

from core.ui.clocks import clock_face

STARTED, DUE = date(2026, 2, 27), date(2026, 3, 13)


def face(today=date(2026, 3, 10), **changed):
    return clock_face("Kalla inom två veckor", **{"started_on": STARTED, "due_on": DUE, "today": today, **changed})


@pytest.mark.parametrize(
    ("today", "state", "number", "words"),
    [
        (date(2026, 2, 27), "", "14", "dagar kvar"),
        (date(2026, 3, 10), "soon", "3", "dagar kvar"),
        (date(2026, 3, 12), "soon", "1", "dag kvar"),
        (date(2026, 3, 13), "soon", "", "Sista dagen är i dag"),
        (date(2026, 3, 14), "late", "1", "dag över tiden"),
        (date(2026, 3, 20), "late", "7", "dagar över tiden"),
    ],
)
def test_a_running_clock_says_what_is_left(today, state, number, words):
    clock = face(today)

    assert (clock.state, clock.number, clock.words) == (state, number, words)


@pytest.mark.parametrize(
    ("ended_on", "state", "words"),
    [
        (date(2026, 3, 13), "ok", "Klart i tid, 13 mars 2026"),
        (date(2026, 3, 14), "late", "Klart 14 mars 2026, 1 dag för sent"),
        (date(2026, 3, 20), "late", "Klart 20 mars 2026, 7 dagar för sent"),
    ],
)
def test_an_ended_clock_says_whether_it_was_in_time(ended_on, state, words):
    clock = face(ended_on=ended_on)

    assert (clock.state, clock.words) == (state, words)


def test_a_box_a_day_with_today_marked():
    assert face().days == ["used"] * 10 + ["today"] + [""] * 3
    assert face(date(2026, 2, 27)).days == [""] * 14
    assert face(date(2026, 3, 20)).days == ["used"] * 14
    assert face(ended_on=date(2026, 3, 1)).days == ["used"] * 2 + [""] * 12


def test_a_waived_clock_is_neither_in_time_nor_late():
    clock = face(date(2026, 3, 20), waived_on=date(2026, 3, 14))

    assert (clock.state, clock.number, clock.words) == ("", "", "Avskriven 14 mars 2026")
    assert clock.days == ["used"] * 14


def test_a_paused_clock_stands_still():
    clock = face(date(2026, 5, 1), paused_on=date(2026, 3, 10), pause="Står still sedan 10 mars 2026: annat skäl")

    assert (clock.state, clock.number, clock.words) == (
        "stopped", "3", "dagar kvar, står still sedan 10 mars 2026: annat skäl",
    )  # fmt: skip
    assert clock.days == face(date(2026, 3, 10)).days
    assert face(paused_on=date(2026, 3, 10)).words == "dagar kvar, klockan står still"


def test_a_need_noticed_long_ago_is_late_from_the_start_and_has_no_boxes():
    assert face(date(2026, 3, 20), started_on=date(2026, 3, 20), due_on=date(2026, 3, 13)).days == []


def test_long_clocks_have_a_box_a_week_and_very_long_none():
    assert len(face(started_on=date(2026, 1, 1), due_on=date(2026, 6, 1)).days) == 22
    assert face(started_on=date(2024, 1, 1), due_on=date(2026, 6, 1)).days == []
