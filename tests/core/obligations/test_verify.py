"""Every row can be recomputed from its events; whoever changes one is found."""

from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core import obligations
from core.obligations.models import DeadlineRule, Obligation, ObligationEvent
from core.obligations.verifying import Checked, verify
from tests.core.obligations.build import acting, as_worker, day, make_case, make_rule, raised, sweep
from tests.database import as_loader

D0 = date(2026, 11, 2)


def on(number):
    return D0 + timedelta(days=number)


@pytest.fixture
def ended(town, case):
    """Paused, resumed, reminded, late, done: one of each event."""
    with as_loader():
        DeadlineRule.objects.filter(pk=town.rule.pk).update(pausable=True)
    with day(D0):
        started = raised(town, case, D0, noticed_on=D0)
    with day(on(2)), acting(town.worker) as by:
        obligations.pause(case, "DL-01", reason="waiting", by=by)
    with day(on(4)), acting(town.worker) as by:
        obligations.resume(case, "DL-01", by=by)
        obligations.extend(case, "DL-01", until=on(20), reason="agreed", by=by)
    sweep(on(12))
    sweep(on(21))
    sweep(on(27))
    with day(on(28)), acting(town.worker) as by:
        return obligations.end(case, "DL-01", on=on(28), by=by) and started


@pytest.fixture
def running(town):
    with as_loader():
        other = make_case(town)
    with day(on(1)):
        return raised(town, other, on(1))


def found():
    with as_worker():
        return {difference.obligation_id: difference.what for difference in verify()}


def change(model, pk, **values):
    """As somebody with the loader's rights would."""
    with as_loader():
        model.objects.filter(pk=pk).update(**values)


def test_untouched_rows_agree_with_their_events(ended, running):
    checked = Checked()
    with as_worker():
        assert list(verify(checked)) == []
    assert checked.number == 2


@pytest.mark.parametrize(
    ("change_to", "named"),
    [
        ({"due_on": on(40)}, "due_on"),
        ({"started_on": on(1)}, "started_on"),
        ({"ended_on": on(14)}, "ended_on"),
        ({"status": "met"}, "status"),
        ({"warn_on": []}, "warn_on"),
        ({"sequence": 3}, "sequence"),
        ({"verdict_hash": "0" * 64}, "verdict_hash"),
        ({"verdict": {"outcome": "met"}}, "verdict"),
        ({"subject_code": "ANNAN-KOD"}, "verdict"),
        ({"case_id": None}, "event places"),
    ],
)
def test_a_changed_row_is_found(ended, running, change_to, named):
    change(Obligation, ended.pk, **change_to)
    assert set(found()) == {ended.pk}
    assert named in found()[ended.pk]


def test_a_running_clock_is_found_as_well(ended, running):
    change(Obligation, running.pk, due_on=on(99), next_warn_on=None)
    assert found() == {running.pk: ("due_on", "next_warn_on")}


def test_a_rule_changed_in_place_is_found(town, running):
    change(DeadlineRule, town.rule.pk, amount=21)
    assert found() == {running.pk: ("rule terms",)}


def test_another_rule_is_found(town, running):
    with as_loader():
        other = make_rule(town.region, "DL-02", warn_offsets=[10], escalate_after=7, amount=14, unit="day")
    change(Obligation, running.pk, rule=other)
    assert found() == {running.pk: ("rule",)}


def forge(obligation, **values):
    """An event written past the services."""
    row = {"region_id": obligation.region_id, "obligation_id": obligation.pk, "case_id": obligation.case_id,
           "sequence": 99, "kind": "met", "on_date": on(3), "at": f"{on(3)}T10:00Z"}  # fmt: skip
    with as_loader():
        ObligationEvent.objects.bulk_create([ObligationEvent(**{**row, **values})])


def test_a_forged_event_is_found(ended, running):
    forge(running)
    forge(ended, kind="resumed")
    assert set(found()) == {ended.pk, running.pk}
    assert "event numbers" in found()[running.pk]
    assert found()[ended.pk] == ("history: BrokenHistory",)


def test_a_row_without_events_is_found(town, running):
    with as_loader():
        lost = Obligation.objects.get(pk=running.pk)
        lost.pk, lost.subject_id = uuid4(), uuid4()
        lost.save(force_insert=True)
    assert found() == {lost.pk: ("history: BrokenHistory",)}


def run():
    out = StringIO()
    with as_worker():
        call_command("verify_obligations", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("command", ["verify_obligations", "sweep"])
def test_a_role_that_sees_no_obligation_is_told_so_and_not_that_all_is_well(command, settings):
    settings.PROCESS = "migrate"
    with pytest.raises(CommandError, match="run it with BUS_PROCESS=worker"):
        call_command(command, stdout=StringIO())


def test_the_command_says_how_many_and_ends_with_one_when_something_differs(town, ended, running):
    assert run() == "2 obligations recomputed, 0 differ.\n"
    change(Obligation, running.pk, due_on=on(99))
    out = StringIO()
    with as_worker(), pytest.raises(SystemExit) as stopped:
        call_command("verify_obligations", stdout=out)
    assert stopped.value.code == 1
    assert out.getvalue() == (f"{town.region.code} {running.pk} DL-01: due_on\n2 obligations recomputed, 1 differ.\n")
