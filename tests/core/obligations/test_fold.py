"""What events together say: pure, day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.obligations.dates import Terms, due_date
from core.obligations.fold import BrokenHistory, Fact, fold
from core.workdays import add_days, days_between

START = date(2026, 11, 9)
RULE = Terms(14, "day", warn_offsets=(10,), pausable=True, escalate_after=7)
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2045, 12, 31))
LENGTH = st.integers(1, 60)
CALENDAR = st.sampled_from(["calendar", "working"])


def day(number):
    return START + timedelta(days=number)


def events(*facts, start=START, data=None):
    return [Fact("started", start, data or {}), *(Fact(*fact) for fact in facts)]


def test_day_14_is_in_time_and_day_15_is_late():
    assert fold(events(("met", day(14))), RULE).status == "met"
    assert fold(events(("met", day(15))), RULE).status == "met_late"


def test_a_clock_that_has_begun_says_its_days():
    state = fold(events(), RULE)
    assert (state.status, state.due_on, state.next_warn_on, state.escalate_on) == ("pending", day(14), day(10), day(21))
    assert (state.started_on, state.ended_on, state.count) == (START, None, 1)


def test_the_day_of_noticing_comes_before_the_start_and_moves_nothing():
    state = fold([Fact("noticed", day(-3)), *events()], RULE)
    assert (state.started_on, state.due_on, state.count) == (START, day(14), 2)


def test_a_reminder_makes_it_due_soon_once():
    state = fold(events(("warned", day(10))), RULE)
    assert (state.status, state.next_warn_on) == ("due_soon", None)


def test_with_two_reminders_the_second_waits_for_its_day():
    state = fold(events(("warned", day(5))), Terms(14, "day", warn_offsets=(10, 5)))
    assert (state.status, state.next_warn_on) == ("due_soon", day(10))


def test_a_passed_day_is_a_breach_that_waits_to_be_escalated_once():
    late = fold(events(("breached", day(15))), RULE)
    assert (late.status, late.next_warn_on, late.escalate_on, late.escalated_on) == ("breached", None, day(21), None)
    assert fold(events(("breached", day(15)), ("escalated", day(21))), RULE).escalated_on == day(21)
    assert fold(events(("breached", day(15))), Terms(14, "day")).escalate_on is None


def test_what_was_done_in_time_but_entered_late_is_in_time():
    assert fold(events(("breached", day(15)), ("met", day(14))), RULE).status == "met"
    assert fold(events(("breached", day(15)), ("met", day(17))), RULE).status == "met_late"


@given(DAYS, LENGTH, CALENDAR, st.integers(0, 90))
def test_in_time_means_on_or_before_the_due_day(start, length, calendar, taken):
    rule = Terms(length, "day", calendar)
    state = fold(events(("met", start + timedelta(days=taken)), start=start), rule)
    assert state.status == ("met" if start + timedelta(days=taken) <= due_date(rule, start) else "met_late")
    assert state.ended_on == start + timedelta(days=taken)


@given(DAYS, st.integers(5, 60), st.integers(0, 5), st.integers(0, 40), st.integers(0, 40))
def test_pauses_move_the_due_day_by_exactly_their_days(start, length, running, first, second):
    rule = Terms(length, "day", pausable=True)
    paused = start + timedelta(days=running)
    resumed = paused + timedelta(days=first)
    state = fold(
        events(
            ("paused", paused),
            ("resumed", resumed),
            ("paused", resumed),
            ("resumed", resumed + timedelta(days=second)),
            start=start,
        ),
        rule,
    )
    assert state.due_on == start + timedelta(days=length + first + second)
    assert (state.paused_days, state.paused_on) == (first + second, None)


@given(DAYS, st.integers(1, 30), st.integers(0, 30), st.integers(0, 40))
def test_a_working_day_pause_takes_the_working_days_in_it(start, length, running, pause):
    rule = Terms(length, "day", "working", pausable=True)
    paused = start + timedelta(days=running)
    assume(paused <= due_date(rule, start))
    state = fold(events(("paused", paused), ("resumed", paused + timedelta(days=pause)), start=start), rule)
    taken = days_between(paused, paused + timedelta(days=pause), "working")
    assert state.due_on == add_days(due_date(rule, start), taken, "working")


def test_while_it_stands_still_it_is_known_since_when():
    state = fold(events(("paused", day(3))), RULE)
    assert (state.status, state.paused_on, state.due_on) == ("pending", day(3), day(14))


def test_what_is_done_while_the_clock_stands_still_counts_the_pause_to_that_day():
    state = fold(events(("paused", day(12)), ("met", day(40))), RULE)
    assert (state.status, state.due_on, state.paused_days) == ("met", day(42), 28)


def test_an_extension_sets_a_new_day_and_a_later_pause_moves_that():
    extended = fold(events(("extended", day(12), {"due_on": day(20).isoformat()})), RULE)
    assert (extended.due_on, extended.status) == (day(20), "pending")
    moved = fold(
        events(("extended", day(12), {"due_on": day(20).isoformat()}), ("paused", day(13)), ("resumed", day(15))),
        RULE,
    )
    assert moved.due_on == day(22)


def test_an_extension_lifts_the_breach_it_comes_after():
    state = fold(events(("breached", day(15)), ("extended", day(16), {"due_on": day(20).isoformat()})), RULE)
    assert (state.status, state.next_warn_on) == ("pending", day(10))
    again = [("breached", day(15)), ("extended", day(16), {"due_on": day(20).isoformat()}), ("breached", day(21))]
    assert fold(events(*again), RULE).status == "breached"


def test_an_agreed_day_holds_instead_of_the_rules_length():
    state = fold(events(data={"due_on": day(30).isoformat()}), Terms(180, "day", warn_offsets=(-14,)))
    assert (state.due_on, state.next_warn_on) == (day(30), day(16))


@given(st.integers(-30, 30))
def test_a_corrected_start_moves_everything_counted_from_it(by):
    state = fold(events(("corrected", day(by))), RULE)
    assert (state.started_on, state.due_on, state.next_warn_on) == (day(by), day(by + 14), day(by + 10))


def test_a_corrected_start_keeps_the_pause_and_moves_no_agreed_day():
    paused = fold(events(("paused", day(2)), ("resumed", day(5)), ("corrected", day(1))), RULE)
    assert paused.due_on == day(18)
    agreed = fold(events(("extended", day(1), {"due_on": day(30).isoformat()}), ("corrected", day(3))), RULE)
    assert (agreed.started_on, agreed.due_on) == (day(3), day(30))


def test_what_was_done_is_judged_anew_from_a_start_that_is_corrected_afterwards():
    done = [("met", day(10))]
    assert fold(events(*done, ("corrected", day(-10))), RULE).status == "met_late"
    state = fold(events(*done, ("corrected", day(-10)), ("corrected", day(1))), RULE)
    assert (state.status, state.started_on, state.due_on, state.ended_on) == ("met", day(1), day(15), day(10))
    for impossible in ([*done, ("corrected", day(11))], [("waived", day(2)), ("corrected", day(1))]):
        with pytest.raises(BrokenHistory):
            fold(events(*impossible), RULE)


def test_a_start_corrected_forward_lifts_a_breach_and_a_reminder():
    state = fold(events(("warned", day(10)), ("breached", day(15)), ("corrected", day(5))), RULE)
    assert (state.status, state.due_on, state.next_warn_on) == ("pending", day(19), day(15))
    lifted = fold(events(("breached", day(15)), ("escalated", day(21)), ("corrected", day(9))), RULE)
    assert (lifted.escalate_on, lifted.escalated_on) == (day(30), None)


def test_twice_a_term_needs_two_and_ends_with_the_second():
    rule = Terms(2, "per_term")
    once = fold(events(("met", day(3))), rule)
    assert (once.status, once.ended_on, once.done) == ("pending", None, (day(3),))
    twice = fold(events(("met", day(9)), ("met", day(3))), rule)
    assert (twice.status, twice.ended_on) == ("met", day(9))


def test_a_waived_clock_is_neither_in_time_nor_late():
    state = fold(events(("breached", day(15)), ("waived", day(30))), RULE)
    assert (state.status, state.ended_on) == ("waived", day(30))


def test_without_a_due_day_nothing_is_late():
    state = fold(events(("met", day(900))), Terms(None, "none", warn_offsets=(1,)))
    assert (state.status, state.due_on, state.warn_on) == ("met", None, ())


@given(st.integers(0, 60), st.lists(st.sampled_from(["warned", "breached", "escalated", "reassigned"]), max_size=5))
def test_what_the_sweep_says_never_moves_a_day(offset, said):
    facts = [(kind, day(offset + number)) for number, kind in enumerate(said)]
    assert fold(events(*facts), RULE).due_on == day(14)


@pytest.mark.parametrize(
    "facts",
    [
        [],
        [Fact("met", START)],
        [Fact("started", START), Fact("started", START)],
        [Fact("warned", START), Fact("started", START)],
        [Fact("noticed", START), Fact("noticed", START), Fact("started", START)],
        events(("met", day(1)), ("warned", day(2))),
        events(("waived", day(1)), ("met", day(2))),
        events(("paused", day(1)), ("paused", day(2))),
        events(("paused", day(-1))),
        events(("paused", day(15))),
        events(("resumed", day(1))),
        events(("paused", day(5)), ("resumed", day(4))),
        events(("extended", day(5), {"due_on": day(14).isoformat()})),
    ],
)
def test_a_history_that_cannot_have_happened_is_refused(facts):
    with pytest.raises(BrokenHistory):
        fold(facts, RULE)


def test_a_rule_that_does_not_pause_refuses_the_pause():
    with pytest.raises(BrokenHistory):
        fold(events(("paused", day(1))), Terms(14, "day"))
