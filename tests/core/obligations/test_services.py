"""The verbs of the clock: what changes, what is written, what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core import obligations
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.obligations import Clock, clocks
from core.obligations.models import DeadlineRule, ObligationEvent
from tests.core.obligations.build import acting, day, kinds, make_case, make_rule, raised, row, told
from tests.database import as_loader

D0 = date(2026, 11, 2)


def on(number):
    return D0 + timedelta(days=number)


@pytest.fixture
def running(town, case):
    """Noticed and raised on day 0."""
    with day(D0):
        return raised(town, case, D0)


@pytest.fixture
def pausable(town, case):
    with as_loader():
        DeadlineRule.objects.filter(pk=town.rule.pk).update(pausable=True)
    with day(D0):
        return raised(town, case, D0)


def test_starting_freezes_rule_and_due_day(town, case):
    with day(on(1)):
        started = raised(town, case, D0)
    kept = row(started)
    assert (kept.status, kept.started_on, kept.due_on, kept.next_warn_on) == ("pending", D0, on(14), on(10))
    assert (kept.rule_id, kept.sequence, kept.owner_role, kept.subject_kind) == (
        town.rule.pk,
        1,
        "forum_convenor",
        "sip.case",
    )
    with as_loader():
        (event,) = ObligationEvent.objects.filter(obligation_id=started.pk)
    assert (event.kind, event.on_date, event.by_id, event.case_id) == ("started", D0, town.worker.pk, case.pk)
    assert (event.data["rule"], event.data["version"]) == (str(town.rule.pk), 1)
    assert told() == []


def test_the_day_of_noticing_is_kept_beside_the_start(town, case):
    with day(on(3)):
        started = raised(town, case, on(2), noticed_on=D0)
    assert kinds(started) == ["noticed", "started"]
    assert row(started).due_on == on(16)


def test_a_need_noticed_twenty_days_ago_is_late_at_birth_and_said_at_once(town, case):
    with day(on(20)):
        started = raised(town, case, D0)
    assert started.status == "breached"
    assert kinds(started) == ["started", "breached"]
    kept = row(started)
    assert (kept.status, kept.next_warn_on, kept.escalate_on, kept.sequence) == ("breached", None, on(21), 2)
    assert {(notice.recipient_id, notice.kind) for notice in told(channel="in_app")} == {
        (town.convenor.pk, "deadline_breached"),
        (town.chair.pk, "district_breached"),
    }


def test_born_between_reminder_and_due_day_it_is_due_soon_at_once(town, case):
    with day(on(12)):
        started = raised(town, case, D0)
    assert (started.status, kinds(started)) == ("due_soon", ["started", "warned"])
    assert [notice.recipient_id for notice in told(channel="in_app")] == [town.convenor.pk]


def test_born_so_late_that_it_is_lifted_too(town, case):
    with day(on(40)):
        started = raised(town, case, D0)
    assert (kinds(started), row(started).escalated_on) == (["started", "breached", "escalated"], on(21))


@pytest.mark.parametrize("late", [{}, {"noticed_on": on(1)}])
def test_a_start_in_the_future_is_refused_and_nothing_is_left(town, case, late):
    with day(D0), pytest.raises(Refused):
        raised(town, case, on(1) if not late else D0, **late)
    with as_loader():
        assert not ObligationEvent.objects.exists()


def test_the_same_clock_does_not_run_twice(town, case, running):
    with day(on(1)), pytest.raises(WrongState):
        raised(town, case, D0)
    with day(on(1)), acting(town.worker) as by:
        obligations.end(case, "DL-01", on=on(1), by=by)
    with day(on(2)):
        assert raised(town, case, on(2)).pk != running.pk


def test_a_clock_of_an_app_says_its_own_start_owner_and_button(town, case, monkeypatch):
    monkeypatch.setattr(clocks, "REGISTERED", {})  # the portal's own clocks keep their words
    clock = Clock("DL-01", starts=lambda one: D0, owner="forum_convenor")
    with day(on(1)), acting(town.worker) as by:
        started = obligations.start(
            clock, subject=case, subject_code="X", by=by, case_id=case.pk, district_id=town.east.pk
        )
    assert (started.started_on, started.owner_role, started.region_id) == (D0, "forum_convenor", town.region.pk)


def test_a_region_that_does_not_keep_the_deadline_starts_no_clock(town, case):
    with as_loader():
        make_rule(town.region, "DL-54", monitored=False)
    with day(D0), acting(town.worker) as by:
        assert obligations.start("DL-54", subject=case, subject_code="", started_on=D0, by=by) is None
        with pytest.raises(LookupError):
            obligations.start("DL-02", subject=case, subject_code="", started_on=D0, by=by)


def test_a_single_owner_is_named_and_several_are_left_to_the_role(town, case):
    with day(D0):
        alone = raised(town, case, D0, owners=[town.convenor.pk])
        with as_loader():
            other = make_case(town)
        shared = raised(town, other, D0, owners=[town.convenor.pk, town.chair.pk])
    assert (alone.owner_id, shared.owner_id) == (town.convenor.pk, None)


def test_a_day_before_the_regions_first_rule_uses_that_rule(town, case):
    with day(D0):
        started = raised(town, case, date(2019, 5, 1))
    assert (started.rule_id, started.due_on) == (town.rule.pk, date(2019, 5, 15))


def test_an_agreed_day_holds_within_the_rules_length(town, case):
    with day(D0), pytest.raises(Refused) as refusal:
        raised(town, case, D0, due_on=on(15))
    assert refusal.value.field == "due_on"
    with day(D0), pytest.raises(Refused):
        raised(town, case, D0, due_on=on(-1))
    with day(D0):
        assert raised(town, case, D0, due_on=on(5)).due_on == on(5)


@pytest.mark.parametrize(("number", "status"), [(14, "met"), (15, "met_late")])
def test_day_14_is_in_time_and_day_15_is_late(town, case, running, number, status):
    with day(on(number)), acting(town.convenor) as by:
        ended = obligations.end(case, "DL-01", on=on(number), by=by)
    kept = row(running)
    assert (ended.status, kept.status, kept.ended_on) == (status, status, on(number))
    assert kept.verdict["days_used"] == number
    assert kept.verdict["outcome"] == status
    assert len(kept.verdict_hash) == 64
    assert kinds(running) == (["started", "met"] if status == "met" else ["started", "breached", "met"])


def test_late_is_told_before_it_ends(town, case, running):
    with day(on(16)), acting(town.convenor) as by:
        obligations.end(case, "DL-01", on=on(15), by=by)
    assert {notice.recipient_id for notice in told()} == {town.convenor.pk, town.chair.pk}


def test_done_in_time_but_entered_late_is_in_time_and_nobody_is_told(town, case, running):
    with day(on(30)), acting(town.convenor) as by:
        ended = obligations.end(case.pk, "DL-01", on=on(14), by=by)
    assert (ended.status, told()) == ("met", [])


def test_ending_what_does_not_run_is_nothing(town, case, running):
    with day(on(1)), acting(town.convenor) as by:
        assert obligations.end(case, "DL-54", on=on(1), by=by) is None
        obligations.end(case, "DL-01", on=on(1), by=by)
        assert obligations.end(case, "DL-01", on=on(1), by=by) is None


@pytest.mark.parametrize("number", [-1, 6])
def test_an_end_before_the_start_or_ahead_is_refused(town, case, running, number):
    with day(on(5)), acting(town.convenor) as by, pytest.raises(Refused) as refusal:
        obligations.end(case, "DL-01", on=on(number), by=by)
    assert (refusal.value.field, row(running).sequence) == ("on", 1)


def test_a_pause_moves_the_due_day_and_every_step_is_audited(town, case, pausable):
    with day(on(3)), acting(town.convenor) as by:
        assert obligations.pause(case, "DL-01", reason="waiting", by=by).paused_on == on(3)
    with day(on(8)), acting(town.convenor) as by:
        resumed = obligations.resume(case, "DL-01", by=by)
    assert (resumed.paused_on, resumed.due_on, resumed.next_warn_on) == (None, on(19), on(15))
    assert kinds(pausable) == ["started", "paused", "resumed"]
    with as_loader():
        acts = AuditEvent.objects.filter(act__startswith="obligation.").order_by("number")
        assert [(act.act, act.reason, act.case_id) for act in acts] == [
            ("obligation.paused", "waiting", case.pk),
            ("obligation.resumed", "other", case.pk),
        ]


def test_a_pause_without_right_reason_or_rule_is_refused(town, case, running):
    with day(on(3)), acting(town.convenor) as by:
        with pytest.raises(Refused) as refusal:
            obligations.pause(case, "DL-01", reason="", by=by)
        assert refusal.value.field == "reason"
        with pytest.raises(Refused):
            obligations.pause(case, "DL-01", reason="Mamma ville", by=by)
        with pytest.raises(Refused):
            obligations.pause(case, "DL-01", reason="waiting", by=by)  # the rule does not pause
    assert kinds(running) == ["started"]


def test_a_pause_from_tomorrow_is_refused(town, case, pausable):
    with day(on(3)), acting(town.convenor) as by, pytest.raises(Refused) as refusal:
        obligations.pause(case, "DL-01", reason="waiting", by=by, on=on(4))
    assert refusal.value.field == "on"


def test_an_extension_lifts_a_breach_and_a_shorter_one_is_refused(town, case, running):
    with day(on(16)), acting(town.convenor) as by:
        with pytest.raises(Refused):
            obligations.extend(case, "DL-01", until=on(14), reason="agreed", by=by)
        extended = obligations.extend(case, "DL-01", until=on(20), reason="agreed", by=by)
    assert (extended.status, extended.due_on) == ("due_soon", on(20))


def test_a_start_corrected_backwards_is_late_at_once(town, case, running):
    with day(on(5)), acting(town.worker) as by:
        corrected = obligations.correct_start(case, "DL-01", started_on=on(-10), reason="wrong_date", by=by)
    assert (corrected.status, corrected.started_on, corrected.due_on) == ("breached", on(-10), on(4))
    assert kinds(running) == ["started", "corrected", "breached"]


def test_a_start_corrected_forward_lifts_the_breach_and_a_new_one_is_told_anew(town, case):
    with day(on(16)):
        started = raised(town, case, D0)
    with day(on(16)), acting(town.worker) as by:
        lifted = obligations.correct_start(case, "DL-01", started_on=on(5), reason="wrong_date", by=by)
    assert (lifted.status, lifted.due_on, lifted.escalate_on) == ("due_soon", on(19), on(26))
    with day(on(25)), acting(town.worker) as by:
        obligations.extend(case, "DL-01", until=on(21), reason="agreed", by=by)
    assert kinds(started) == ["started", "breached", "corrected", "warned", "extended", "breached"]
    breaches = told(recipient_id=town.convenor.pk, kind="deadline_breached", channel="in_app")
    assert [notice.level for notice in breaches] == [f"breached {on(15)}", f"breached {on(22)}"]


def test_the_start_of_what_has_been_done_is_corrected_on_the_same_clock_and_no_other(town, case, running):
    with day(on(5)), acting(town.worker) as by:
        obligations.end(case, "DL-01", on=on(5), by=by)
        judged = obligations.correct_ended(case, "DL-01", started_on=on(-10), reason="wrong_date", by=by)
        with pytest.raises(Refused):
            obligations.correct_ended(case, "DL-01", started_on=on(6), reason="wrong_date", by=by)
    assert (judged.pk, judged.status, judged.verdict["days_late"]) == (running.pk, "met_late", 1)
    assert (kinds(running), told()) == (["started", "met", "corrected"], [])


def test_what_runs_or_was_waived_is_not_corrected_as_done(town, case, running):
    with day(on(3)), acting(town.worker) as by:
        assert obligations.correct_ended(case, "DL-01", started_on=D0, reason="wrong_date", by=by) is None
        obligations.waive(case.pk, "DL-01", reason="case_closed", by=by)
        assert obligations.correct_ended(case, "DL-01", started_on=D0, reason="wrong_date", by=by) is None


def test_a_waived_clock_is_over_and_proved(town, case, running):
    with day(on(3)), acting(town.worker) as by:
        waived = obligations.waive(case.pk, "DL-01", reason="case_closed", by=by)
        with pytest.raises(WrongState):
            obligations.waive(case.pk, "DL-01", reason="case_closed", by=by)
    assert (waived.status, waived.ended_on, waived.verdict["outcome"]) == ("waived", on(3), "waived")


def test_all_clocks_of_a_case_end_with_it(town, case, running):
    with as_loader():
        make_rule(town.region, "DL-26")
    with day(D0), acting(town.worker) as by:
        obligations.start("DL-26", subject=case, subject_code="", started_on=D0, by=by, case_id=case.pk)
        ended = obligations.waive_all(case.pk, reason="case_closed", by=by)
    assert [one.code for one in ended] == ["DL-26", "DL-01"]


def test_twice_a_term_ends_with_the_second(town, case):
    with as_loader():
        make_rule(town.region, "DL-07")
    with day(D0), acting(town.secretary) as by:
        started = obligations.start("DL-07", subject=town.area, subject_code="", started_on=D0, by=by)
        assert obligations.end(town.area, "DL-07", on=D0, by=by).status == "pending"
        assert obligations.end(town.area, "DL-07", on=D0, by=by).status == "met"
    assert (started.due_on, kinds(started)) == (date(2026, 12, 31), ["started", "met", "met"])


def test_a_changed_rule_moves_no_date_already_promised(town, case, running):
    with as_loader():
        DeadlineRule.objects.filter(pk=town.rule.pk).update(valid_to=on(1))
        newer = make_rule(town.region, "DL-01", version=2, valid_from=on(2), amount=7)
        other = make_case(town)
    with day(on(3)):
        later = raised(town, other, on(2))
    with day(on(3)), acting(town.worker) as by:
        moved = obligations.correct_start(case, "DL-01", started_on=on(1), reason="wrong_date", by=by)
    assert (later.rule_id, later.due_on) == (newer.pk, on(9))
    assert (moved.rule_id, moved.due_on) == (town.rule.pk, on(15))


def test_an_areas_own_rule_comes_before_the_regions(town, case):
    with as_loader():
        own = make_rule(town.region, "DL-01", area=town.area, amount=10)
    with day(D0):
        assert raised(town, case, D0).rule_id == own.pk
    with as_loader():
        rules = DeadlineRule.objects
        assert rules.rule_on("DL-01", town.region, None, D0) == town.rule
        assert rules.rule_on("DL-01", town.region, town.area.pk, D0) == own
        assert rules.rule_on("DL-01", town.region, None, date(2019, 1, 1)) is None


def test_who_does_not_see_the_case_changes_nothing(town, case, running):
    with day(on(1)), acting(town.secretary) as by:
        with pytest.raises(WrongState):
            obligations.waive(case.pk, "DL-01", reason="other", by=by)
        assert obligations.end(case.pk, "DL-01", on=on(1), by=by) is None
    assert kinds(running) == ["started"]


def test_who_does_not_see_the_case_starts_no_clock_in_it(town, case):
    from django.db import ProgrammingError

    with day(D0), pytest.raises(ProgrammingError):
        raised(town, case, D0, by=town.secretary)


def test_a_row_of_the_clock_holds_no_text(town, running):
    """Only codes, ids and days: each text column is short and its values are codes. [domain, security 3]"""
    from core.obligations.models import Obligation

    texts = {
        field.name: field.max_length
        for model in (Obligation, ObligationEvent)
        for field in model._meta.get_fields()
        if getattr(field, "get_internal_type", str)() in ("CharField", "TextField")
    }
    assert set(texts) == {
        "code",
        "subject_kind",
        "subject_code",
        "owner_role",
        "status",
        "verdict_hash",
        "action_url_name",
        "kind",
        "reason_code",
    }
    assert max(texts.values()) <= 80


def test_a_locked_row_that_is_hidden_is_no_permission(town, running):
    from core.access import lock

    with acting_as(job="elsewhere"), pytest.raises(PermissionDenied):
        lock(running)
