"""The frozen verdict and its hash."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.obligations.dates import Terms
from core.obligations.fold import Fact, fold
from core.obligations.proof import canonical, chain, verdict_of

RULE = Terms(14, "day", pausable=True)
RULE_ID = UUID(int=7)
ENTRIES = st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 9) | st.sampled_from(["1", "å"])), max_size=5)


def verdict(*facts):
    state = fold([Fact("started", date(2026, 11, 9)), *facts], RULE)
    return verdict_of(state, RULE, code="DL-01", rule_id=RULE_ID, rule_version=3)


def test_the_verdict_tells_its_inputs_rule_and_count_of_days():
    assert verdict(Fact("paused", date(2026, 11, 11)), Fact("met", date(2026, 11, 27))) == {
        "form": 1,
        "code": "DL-01",
        "rule": {
            "id": str(RULE_ID),
            "version": 3,
            "amount": 14,
            "unit": "day",
            "calendar": "calendar",
            "warn_offsets": [],
            "pausable": True,
            "escalate_after": None,
            "term_boundaries": ["01-01", "07-01"],
        },
        "started_on": "2026-11-09",
        "due_on": "2026-12-09",
        "ended_on": "2026-11-27",
        "done": ["2026-11-27"],
        "paused_days": 16,
        "days_used": 2,
        "days_late": 0,
        "outcome": "met",
        "events": 3,
    }


def test_a_late_end_tells_how_late():
    late = verdict(Fact("met", date(2026, 11, 26)))
    assert (late["outcome"], late["days_used"], late["days_late"]) == ("met_late", 17, 3)


def test_one_written_form_whatever_the_order_zone_and_type():
    moment = datetime(2026, 11, 9, 12, tzinfo=UTC)
    elsewhere = moment.astimezone(timezone(timedelta(hours=5)))
    one = canonical({"b": moment, "a": [date(2026, 1, 2), UUID(int=1)], "ö": "å"})
    other = canonical({"ö": "å", "a": ["2026-01-02", UUID(int=1)], "b": elsewhere})
    assert one == other
    assert one.startswith(
        b'{"a":["2026-01-02","00000000-0000-0000-0000-000000000001"],"b":"2026-11-09T12:00:00.000000Z"'
    )


def test_what_has_no_written_form_is_refused():
    with pytest.raises(TypeError):
        canonical({"a": object()})


@given(ENTRIES, ENTRIES)
def test_the_hash_tells_any_two_histories_apart(one, other):
    assert (chain(one, {}) == chain(other, {})) is (one == other)


def test_the_order_of_events_and_the_verdict_are_part_of_the_hash():
    first, second = {"n": 1}, {"n": 2}
    hashes = {chain([first, second], {}), chain([second, first], {}), chain([first], second), chain([], {})}
    assert len(hashes) == 4
