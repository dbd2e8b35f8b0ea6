"""The hard clocks of a placement: what starts each, what stops it, the sweep that says when it is late. [F94-F99]"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core import clock, obligations
from core.access import acting_as
from core.errors import Refused, WrongState
from core.notices.models import Notice
from sip.placements import care, deadlines, protecting, services
from sip.placements.models import HealthExam, Placement
from tests.database import as_loader
from tests.sip import placing as p

DAY = date(2026, 2, 2)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def exams_of(placement) -> dict[str, HealthExam]:
    with as_loader():
        return {exam.receiver: exam for exam in placement.exams.select_related("placement")}


def swept(on: date, subject, code: str) -> str:
    with p.day(on):
        p.in_worker(obligations.sweep)
    return p.clocks(subject)[code].status


def told(subject, code: str, assignment) -> list[str]:
    with as_loader():
        rows = Notice.objects.filter(obligation_id=p.clocks(subject)[code].pk, recipient=assignment, channel="in_app")
        return sorted(rows.values_list("kind", flat=True))


def test_an_acute_placement_is_invited_to_within_two_weeks_of_the_decision(town):
    p.with_rules(town)
    with p.day(DAY):
        placement = p.placed(town, is_acute=True, act="lvu")
    assert p.clocks(placement)["DL-02"].due_on == after(14)
    assert deadlines.owes_no_cost_claim(placement)

    with p.day(after(14)), acting_as(town.social_worker) as by:
        services.note_invitation(placement, by=by, on=after(14))
    assert p.clocks(placement)["DL-02"].status == "met"
    with p.day(after(20)), acting_as(town.social_worker) as by:
        met = services.note_planning_meeting(placement, by=by, on=after(18))
    assert not deadlines.owes_no_cost_claim(met)
    assert (met.planning_invited_on, met.planning_met_on) == (after(14), after(18))


def test_a_missed_invitation_is_reminded_of_then_late_and_the_units_manager_hears_both(town):
    p.with_rules(town)
    with p.day(DAY):
        placement = p.placed(town, is_acute=True)

    assert swept(after(9), placement, "DL-02") == "pending"
    assert swept(after(10), placement, "DL-02") == "due_soon"
    assert swept(after(14), placement, "DL-02") == "due_soon"
    assert swept(after(15), placement, "DL-02") == "breached"
    assert told(placement, "DL-02", town.assignments["social_manager"]) == ["deadline_breached", "deadline_warned"]
    assert told(placement, "DL-02", town.assignments["bup_manager"]) == []

    with p.day(after(16)), acting_as(town.social_worker) as by:
        services.note_invitation(placement, by=by, on=after(16))
    assert p.clocks(placement)["DL-02"].status == "met_late"


def test_where_the_region_keeps_no_such_deadline_none_starts(town):
    p.with_rules(town, DL_02=False, DL_03=False)
    placement = p.placed(town, is_acute=True, act="lvu")
    with acting_as(town.social_worker) as by:
        services.note_exam_decision(placement, by=by, on=clock.today())
        services.note_invitation(placement, by=by, on=clock.today())

    assert p.clocks(placement) == {}


def test_by_lss_and_when_not_acute_the_two_weeks_do_not_run(town):
    p.with_rules(town)
    assert p.clocks(p.placed(town, is_acute=True, act="lss")) == {}
    assert p.clocks(p.placed(town, is_acute=False, act="sol")) == {}
    by_lss = p.placed(town, act="lss")
    assert [p.clocks(exam) for exam in exams_of(by_lss).values()] == [{}, {}]


@pytest.mark.parametrize(("done", "status"), [(28, "met"), (29, "met_late")])
def test_the_lvu_examination_is_done_within_four_weeks_of_the_boards_decision(town, done, status):
    p.with_rules(town)
    with p.day(DAY):
        placement = p.placed(town, act="lvu")
        with acting_as(town.social_worker) as by:
            services.note_exam_decision(placement, by=by, on=DAY)
    assert p.clocks(placement)["DL-03"].due_on == after(28)
    assert swept(after(21), placement, "DL-03") == "due_soon"

    with p.day(after(done)), acting_as(town.social_worker) as by:
        services.note_exam_done(placement, by=by, on=after(done))
    assert p.clocks(placement)["DL-03"].status == status


@pytest.mark.parametrize(
    ("decided", "done", "applied", "flagged"),
    [
        (0, 5, 6, False),
        (0, 5, 5, False),
        (0, 5, 4, True),
        (0, None, 4, True),
        (None, None, 4, False),
        (0, 5, None, False),
    ],
)
def test_an_application_before_the_examination_is_flagged(decided, done, applied, flagged):
    days = {"exam_decided_on": decided, "exam_done_on": done, "application_on": applied}
    placement = Placement(act="lvu", **{name: after(day) if day is not None else None for name, day in days.items()})

    assert deadlines.applied_before_exam(placement) is flagged


def test_two_requests_are_owed_each_with_a_clock_of_its_own(town):
    p.with_rules(town)
    with p.day(DAY):
        placement = p.placed(town)
    exams = exams_of(placement)
    assert {name: p.clocks(exam)["DL-37"].due_on for name, exam in exams.items()} == {
        "health_care": after(14), "dental_care": after(14),
    }  # fmt: skip

    with p.day(after(3)), acting_as(town.social_worker) as by:
        care.note_exam(exams["health_care"], by=by, facts=care.Examined("needed", requested_on=after(2)))
    assert p.clocks(exams["health_care"])["DL-37"].status == "met"
    assert swept(after(15), exams["dental_care"], "DL-37") == "breached"
    assert told(exams["dental_care"], "DL-37", town.assignments["social_manager"]) == [
        "deadline_breached",
    ]  # fmt: skip


def test_an_equivalent_examination_lets_the_request_go_and_a_mistake_about_it_brings_it_back(town):
    p.with_rules(town)
    exam = exams_of(p.placed(town))["dental_care"]
    with acting_as(town.social_worker) as by:
        care.note_exam(exam, by=by, facts=care.Examined("exists"))
        assert p.clocks(exam)["DL-37"].status == "waived"
        care.note_exam(exam, by=by, facts=care.Examined("needed"))
    assert p.clocks(exam)["DL-37"].status == "pending"


def test_a_planned_placement_owes_its_requests_from_the_day_it_begins(town):
    p.with_rules(town)
    with p.day(DAY):
        placement = p.placed(town, starts_on=after(10))
    exam = exams_of(placement)["health_care"]
    assert (placement.status, p.clocks(exam)) == ("planned", {})

    with p.day(after(12)), acting_as(town.social_worker) as by:
        services.begin_placement(placement, by=by, on=after(11))
    assert p.clocks(exam)["DL-37"].due_on == after(25)


def test_the_region_hears_of_a_secret_residence_the_same_day_at_its_start_and_at_its_end(town):
    p.with_rules(town)
    with p.day(DAY):
        placement = p.placed(town, act="lvu")
        with acting_as(town.social_worker) as by:
            residence = protecting.protect_residence(placement, by=by, starts_on=DAY, place="Okända vägen 1")
    assert p.clocks(residence)["DL-40"].due_on == DAY
    with p.day(DAY), acting_as(town.social_worker) as by:
        with pytest.raises(Refused, match="Meddela regionen"):
            protecting.end_protection(residence, by=by, on=DAY)
        protecting.tell_region(residence, by=by, on=DAY)
    assert p.clocks(residence)["DL-40"].status == "met"

    with p.day(after(30)), acting_as(town.social_worker) as by:
        protecting.end_protection(residence, by=by, on=after(30))
    assert swept(after(31), residence, "DL-40") == "breached"
    with p.day(after(31)), acting_as(town.social_worker) as by:
        protecting.tell_region(residence, by=by, on=after(31))
        with pytest.raises(WrongState):
            protecting.tell_region(residence, by=by, on=after(31))
    assert p.clocks(residence)["DL-40"].status == "met_late"


def test_the_end_is_planned_in_good_time_and_moves_with_the_planned_day(town):
    p.with_rules(town)
    with p.day(DAY):
        placement = p.placed(town, planned_end_on=after(200))
    owed = p.clocks(placement)["DL-41"]
    assert (owed.due_on, owed.next_warn_on) == (after(200), after(140))
    assert swept(after(140), placement, "DL-41") == "due_soon"

    with p.day(after(141)), acting_as(town.social_worker) as by:
        services.change_planned_end(placement, by=by, planned_end_on=after(300))
        assert p.clocks(placement)["DL-41"].due_on == after(300)
        with pytest.raises(Refused, match="SIP"):
            services.note_end_planning(placement, by=by, on=after(141))
        services.note_steps(placement, by=by, phase="end", done={"sip_renewed"}, on=after(141))
        services.note_end_planning(placement, by=by, on=after(141))
    assert p.clocks(placement)["DL-41"].status == "met"


@pytest.mark.parametrize("first", [date(2026, 3, 28), date(2026, 10, 24)])
def test_the_last_day_ends_at_local_midnight_over_the_change_of_clocks(town, first):
    p.with_rules(town)
    with p.day(first):
        placement = p.placed(town, is_acute=True)
    last = first + timedelta(days=14)
    midnight = datetime(last.year, last.month, last.day, tzinfo=ZoneInfo("Europe/Stockholm")) + timedelta(days=1)

    with clock.moved_to(midnight - timedelta(seconds=1)):
        p.in_worker(obligations.sweep)
    assert p.clocks(placement)["DL-02"].status == "due_soon"
    with clock.moved_to(midnight):
        p.in_worker(obligations.sweep)
    assert p.clocks(placement)["DL-02"].status == "breached"


def test_an_ended_placement_owes_nothing_more(town):
    p.with_rules(town)
    placement = p.placed(town, is_acute=True, act="lvu", planned_end_on=clock.today() + timedelta(days=90))
    with acting_as(town.social_worker) as by:
        services.note_exam_decision(placement, by=by, on=clock.today())
        services.end_placement(placement, by=by, on=clock.today(), reason="home")

    assert {row.status for row in p.clocks(placement).values()} == {"waived"}
    assert {p.clocks(exam)["DL-37"].status for exam in exams_of(placement).values()} == {"waived"}
