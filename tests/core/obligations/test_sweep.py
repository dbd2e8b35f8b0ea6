"""What the clock itself does, minute by minute."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DataError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core import clock, obligations
from core.obligations import sweeping, tasks
from core.obligations.models import DeadlineRule, Obligation, ObligationEvent
from core.obligations.sweeping import Swept
from core.people.models import RoleAssignment
from core.roles import Role
from tests.core.obligations.build import (
    acting,
    as_worker,
    day,
    kinds,
    make_case,
    make_rule,
    make_town,
    raised,
    row,
    sweep,
    told,
)
from tests.database import as_loader
from tests.groups import build as b

D0 = date(2026, 11, 2)


def on(number):
    return D0 + timedelta(days=number)


@pytest.fixture
def running(town, case):
    with day(D0):
        return raised(town, case, D0)


def in_app(**wanted):
    return [(one.recipient_id, one.kind) for one in told(channel="in_app", **wanted)]


def test_nothing_is_said_before_its_day(running):
    assert not sweep(on(9))
    assert (kinds(running), told()) == (["started"], [])


def test_a_reminder_on_day_10_goes_to_the_owner_alone(town, running):
    assert sweep(on(10)) == Swept(warned=1)
    kept = row(running)
    assert (kept.status, kept.next_warn_on, kept.sequence) == ("due_soon", None, 2)
    assert [(one.recipient_id, one.channel, one.kind, one.obligation_id) for one in told()] == [
        (town.convenor.pk, "in_app", "deadline_warned", running.pk),
        (town.convenor.pk, "mail", "deadline_warned", running.pk),
    ]


def test_it_is_due_until_the_local_day_has_ended(running):
    def at(*moment):
        with as_worker():
            return obligations.sweep(datetime(*moment, tzinfo=UTC), wake=False)

    assert at(2026, 11, 16, 22, 59).breached == 0  # one minute to midnight in Stockholm
    assert at(2026, 11, 16, 23, 0).breached == 1


def test_a_breach_tells_the_owner_and_the_chair_district_and_number_only(town, case, running):
    assert sweep(on(15)) == Swept(breached=1)
    kept = row(running)
    assert (kept.status, kept.escalate_on, kept.sequence) == ("breached", on(21), 2)
    owner, chair = (told(recipient_id=one.pk, channel="in_app") for one in (town.convenor, town.chair))
    assert [(n.kind, n.about_kind, n.about_id, n.case_id, n.number) for n in owner] == [
        ("deadline_breached", "obligation", running.pk, case.pk, None)
    ]
    assert [(n.kind, n.about_kind, n.about_id, n.case_id, n.obligation_id, n.number) for n in chair] == [
        ("district_breached", "district", town.east.pk, None, None, 1)
    ]


def test_the_chair_gets_one_notice_for_all_that_fell_late_in_a_district_together(town, running):
    sweep(on(15))
    with as_loader():
        first, second, elsewhere = make_case(town), make_case(town), make_case(town, district=town.west)
    with day(on(1)):
        raised(town, first, on(1))
        raised(town, second, on(1))
        raised(town, elsewhere, on(1), district=town.west)
    sweep(on(16))
    chair = told(recipient_id=town.chair.pk, kind="district_breached", channel="in_app")
    assert sorted((one.level, one.about_id, one.number) for one in chair) == [
        (f"breached {on(15)}", town.east.pk, 1),
        (f"breached {on(16)}", town.east.pk, 2),
    ]
    assert len(told(recipient_id=town.convenor.pk, kind="deadline_breached", channel="in_app")) == 3


def test_a_district_without_a_convenor_leaves_it_to_the_chair_who_is_then_told_as_owner(town):
    with as_loader():
        case = make_case(town, district=town.west)
    with day(D0):
        raised(town, case, D0, district=town.west)
    sweep(on(15))
    assert in_app() == [(town.chair.pk, "deadline_breached")]


def test_a_convenor_appointed_later_owes_what_the_chair_stood_in_for(town):
    with as_loader():
        case = make_case(town, district=town.west)
        new = b.make_assignment(town.region, Role.FORUM_CONVENOR, "Ny Kallar", unit=town.school, district=town.west,
                                valid_from=on(12))  # fmt: skip
    with day(D0):
        raised(town, case, D0, district=town.west)
    sweep(on(11))
    assert in_app() == [(town.chair.pk, "deadline_warned")]
    sweep(on(15))
    assert set(in_app(kind="deadline_breached")) == {(new.pk, "deadline_breached")}
    assert set(in_app(kind="district_breached")) == {(town.chair.pk, "district_breached")}


def test_a_named_owner_whose_assignment_has_ended_is_followed_by_the_role(town, case):
    with day(D0):
        raised(town, case, D0, owners=[town.worker.pk])
    sweep(on(10))
    with as_loader():
        RoleAssignment.objects.filter(pk=town.worker.pk).update(valid_to=on(13))
    sweep(on(15))
    assert in_app(kind="deadline_warned") == [(town.worker.pk, "deadline_warned")]
    assert in_app(kind="deadline_breached") == [(town.convenor.pk, "deadline_breached")]


def test_two_holders_are_both_told_once_each(town, running):
    with as_loader():
        second = b.make_assignment(town.region, Role.FORUM_CONVENOR, "Andra K", unit=town.school, district=town.east)
    sweep(on(10))
    assert set(in_app()) == {(town.convenor.pk, "deadline_warned"), (second.pk, "deadline_warned")}
    assert len(told()) == 4


def test_a_late_clock_is_lifted_once(town, running):
    sweep(on(15))
    assert not sweep(on(20))
    assert sweep(on(21)) == Swept(escalated=1)
    assert not sweep(on(60))
    assert (kinds(running), row(running).escalated_on) == (["started", "breached", "escalated"], on(21))
    assert set(in_app(level=f"escalated {on(21)}")) == {
        (town.convenor.pk, "deadline_escalated"),
        (town.chair.pk, "district_escalated"),
    }


def test_what_has_no_case_is_told_to_all_in_full(town):
    with as_loader():
        make_rule(town.region, "DL-12")
    with day(D0), acting(town.chair) as by:
        started = obligations.start(
            "DL-12", subject=town.area, subject_code="", started_on=date(2025, 11, 1), by=by, area_id=town.area.pk
        )
    assert {(n.recipient_id, n.kind, n.about_id) for n in told()} == {
        (one.pk, "deadline_breached", started.pk) for one in (town.chair, town.secretary)
    }


def test_what_ended_waits_or_stands_still_is_left_alone(town, case, running):
    with as_loader():
        make_rule(town.region, "DL-22", note="")
        type(town.rule).objects.filter(pk=town.rule.pk).update(pausable=True)
        other = make_case(town)
    with day(D0), acting(town.worker) as by:
        obligations.end(case, "DL-01", on=D0, by=by)
        endless = obligations.start("DL-22", subject=case, subject_code="", started_on=D0, by=by, case_id=case.pk)
    with day(D0):
        paused = raised(town, other, D0)
    with day(on(2)), acting(town.worker) as by:
        obligations.pause(other, "DL-01", reason="waiting", by=by)
    assert not sweep(on(400))
    assert (row(endless).status, row(paused).status) == ("pending", "pending")


def test_twice_is_once(town, running):
    sweep(on(10))
    before = (kinds(running), len(told()))
    assert not sweep(on(10))
    assert (kinds(running), len(told())) == before
    assert sweep(on(16))
    before = (kinds(running), len(told()))
    assert not sweep(on(16))
    assert (kinds(running), len(told())) == before


def test_a_scheduler_that_slept_through_the_reminder_says_only_the_breach(running):
    sweep(on(17))
    assert kinds(running) == ["started", "breached"]


def test_with_two_reminders_passed_only_the_latest_is_sent(town, case):
    with as_loader():
        type(town.rule).objects.filter(pk=town.rule.pk).update(warn_offsets=[3, 6, 12])
    with day(D0):
        started = raised(town, case, D0)
    assert row(started).warn_on == [on(3), on(6), on(12)]
    sweep(on(7))
    assert (kinds(started), row(started).next_warn_on) == (["started", "warned"], on(12))
    assert [one.level for one in told(channel="in_app")] == [f"warned {on(6)}"]


def test_each_region_has_its_own(town, running):
    with as_loader():
        south = make_town("soder")
        theirs = make_case(south)
    with day(D0):
        other = raised(south, theirs, D0)
    assert sweep(on(15)).breached == 2
    assert {one.region_id for one in told(recipient_id__in=[south.chair.pk, south.convenor.pk])} == {south.region.pk}
    assert row(other).status == "breached"


def test_a_region_that_cannot_be_swept_keeps_no_other_waiting(town, running):
    with as_loader():
        south = make_town("soder")
        case = make_case(south)
        DeadlineRule.objects.filter(region=town.region).update(on_breach_roles="nobody's list")
    with day(D0):
        theirs = raised(south, case, D0)
    with as_worker(), pytest.raises(DataError):
        obligations.sweep(datetime(2026, 11, 17, 9, tzinfo=UTC), wake=False)
    assert (kinds(running), kinds(theirs)) == (["started"], ["started", "breached"])


def test_the_row_after_a_sweep_is_what_its_events_say(town, running):
    from core.obligations.verifying import Checked, verify

    for number in (10, 15, 21):
        sweep(on(number))
        checked = Checked()
        with as_worker():
            assert list(verify(checked)) == []
        assert checked.number == 1


def test_a_region_costs_the_same_statements_however_much_is_due(town, running):
    def statements():
        with as_worker(), CaptureQueriesContext(connection) as queries:
            sweep_now()
        return len([one for one in queries if "obligations_" in one["sql"]]), len(queries)

    def sweep_now():
        obligations.sweep(datetime(2026, 11, 17, 9, tzinfo=UTC), wake=False)

    one = statements()
    with as_loader():
        cases = [make_case(town) for _ in range(5)]
    with day(D0):
        for other in cases:
            raised(town, other, D0)
    assert statements() == one
    assert one[0] == 2  # is anything due; what is, is said


def test_a_sweep_sends_one_message_however_much_is_due(town, running, monkeypatch):
    sent = []
    monkeypatch.setattr("core.notices.wake.current_app.send_task", lambda name, **options: sent.append(name))
    with as_loader():
        cases = [make_case(town) for _ in range(5)]
    with day(D0):
        for other in cases:
            raised(town, other, D0)
    with as_worker():
        assert obligations.sweep(datetime(2026, 11, 17, 9, tzinfo=UTC)).breached == 6
        obligations.sweep(datetime(2026, 11, 17, 9, tzinfo=UTC))
    assert sent == ["core.notices.tasks.send_due"]


@pytest.fixture
def every_one_is_many(monkeypatch):
    """The way of a great many, two in a batch."""
    monkeypatch.setattr(sweeping, "MANY", 1)
    monkeypatch.setattr(sweeping, "MOST", 2)
    sweeping.look.cache_clear()
    yield
    sweeping.look.cache_clear()


def test_a_great_many_are_said_the_same(town, running, every_one_is_many):
    with as_loader():
        cases = [make_case(town) for _ in range(4)]
    with day(D0):
        others = [raised(town, other, D0) for other in cases]
    assert sweep(on(22)) == Swept(breached=5, escalated=5)
    assert not sweep(on(22))
    assert {tuple(kinds(one)) for one in (running, *others)} == {("started", "breached", "escalated")}
    assert len(told(recipient_id=town.convenor.pk, channel="in_app")) == 10
    chair = told(recipient_id=town.chair.pk, channel="in_app", kind="district_breached")
    assert sum(one.number for one in chair) == 5


def test_without_a_context_a_worker_sees_no_clock(running):
    with as_worker():
        assert not Obligation.objects.exists()
        assert not ObligationEvent.objects.exists()


def test_events_are_neither_changed_nor_removed_even_by_the_loader(running):
    for change in ("UPDATE obligations_obligationevent SET kind = 'met'", "DELETE FROM obligations_obligationevent"):
        with as_loader(), pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            connection.cursor().execute(change)
    assert kinds(running) == ["started"]


def run(*arguments):
    out = StringIO()
    with as_worker():
        call_command("sweep", *arguments, stdout=out)
    return out.getvalue().strip()


def test_the_command_rehearses_a_morning(running):
    assert run("--at", "2026-11-12T08:00", "--dry-run") == "2026-11-12 08:00: 1 warned, 0 breached, 0 escalated."
    assert kinds(running) == ["started"]
    assert run("--at", "2026-11-17T08:00") == "2026-11-17 08:00: 0 warned, 1 breached, 0 escalated."
    assert row(running).status == "breached"
    with day(on(17)):
        assert run().endswith("0 warned, 0 breached, 0 escalated.")
    with pytest.raises(CommandError):
        run("--at", "imorgon")


@pytest.fixture
def remembered():
    """An earlier sweep has looked at everything."""
    cache.set(tasks.SWEPT, True, 60)
    yield
    cache.delete(tasks.SWEPT)


def task_at(*moment):
    with clock.moved_to(datetime(*moment, tzinfo=UTC)), as_worker():
        tasks.sweep()


def test_each_minute_looks_at_the_last_days_and_each_hour_at_all(town, running, remembered):
    task_at(2026, 11, 18, 9, 1)
    assert row(running).status == "pending"  # fell due two days ago: said long since, were it not for this test
    task_at(2026, 11, 17, 9, 1)
    assert row(running).status == "breached"
    with as_loader():
        case = make_case(town)
    with day(D0):
        old = raised(town, case, D0)
    task_at(2027, 3, 1, 9, 1)
    assert row(old).status == "pending"
    task_at(2027, 3, 1, 9, tasks.WHOLE_AT)
    assert row(old).status == "breached"


def test_a_portal_that_stood_still_looks_at_all_at_once(town, running):
    cache.delete(tasks.SWEPT)
    task_at(2027, 3, 1, 9, 1)
    assert row(running).status == "breached"
    assert cache.get(tasks.SWEPT)
    cache.delete(tasks.SWEPT)


def test_what_was_told_before_is_passed_over_also_among_a_great_many(town, running, every_one_is_many):
    sweep(on(15))
    before = (kinds(running), len(told()))
    with as_loader():  # as if the row had been put back beside its events
        Obligation.objects.filter(pk=running.pk).update(status="pending", sequence=1)
    assert sweep(on(15)) == Swept(breached=1)
    assert (kinds(running), len(told())) == before
    assert row(running).status == "breached"
