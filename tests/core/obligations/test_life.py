"""Any life a clock can have: after each step every row is what its events say, and the sweep agrees with the fold."""

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core import obligations
from core.errors import Refused, WrongState
from core.obligations.models import DeadlineRule
from core.obligations.verifying import verify
from tests.core.obligations.build import acting, as_worker, day, make_case, raised, row, sweep, told
from tests.database import as_loader

D0 = date(2026, 10, 20)  # the weeks around it change from summer time
AHEAD = st.integers(0, 9)
ACTS = ["sweep", "pause", "resume", "extend", "correct", "end", "waive"]
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), AHEAD, st.integers(0, 12)), min_size=1, max_size=8)


def act(name, case, by, today, back):
    on = today - timedelta(days=back)
    reason = {"reason": "other", "by": by}
    if name == "pause":
        obligations.pause(case, "DL-01", on=on, **reason)
    elif name == "resume":
        obligations.resume(case, "DL-01", on=on, **reason)
    elif name == "extend":
        obligations.extend(case, "DL-01", until=today + timedelta(days=back), **reason)
    elif name == "correct":
        obligations.correct_start(case, "DL-01", started_on=on, **reason)
    elif name == "end":
        obligations.end(case, "DL-01", on=on, by=by)
    else:
        obligations.waive(case, "DL-01", **reason)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(late=st.integers(0, 30), steps=STEPS)
@example(late=15, steps=[("pause", 0, 1)])  # late already when a pause from the due day is noted
@example(late=15, steps=[("pause", 0, 1), ("resume", 0, 0), ("sweep", 3, 0)])
def test_every_life_can_be_recomputed_and_each_thing_is_told_once(town, late, steps):
    with as_loader():
        DeadlineRule.objects.filter(pk=town.rule.pk).update(pausable=True, warn_offsets=[5, -3])
        case = make_case(town)
    with day(D0):
        clock = raised(town, case, D0 - timedelta(days=late))
    today = D0
    for name, ahead, back in steps:
        today += timedelta(days=ahead)
        if name == "sweep":
            sweep(today)
        else:
            with day(today), acting(town.worker) as by, suppress(Refused, WrongState):
                act(name, case, by, today, back)
        with as_worker():
            assert list(verify()) == []
    sweep(today)
    kept = row(clock)
    assert not sweep(today)
    overdue = kept.due_on < today and kept.paused_on is None
    assert (kept.status == "breached") == (overdue and kept.ended_on is None)
    keys = [(one.level, one.recipient_id, one.channel) for one in told(obligation_id=clock.pk)]
    assert len(keys) == len(set(keys))
