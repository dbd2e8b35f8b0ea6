"""Who did what stands in the timeline, from the row or from the log; what changed in a plan is counted. [issue 3.10]"""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from core import clock
from core.access import acting_as
from core.workdays import STOCKHOLM
from sip.children.policies import visible_children, with_protection
from sip.consent.services import withdraw_consent
from sip.disclosures.services import file_piece
from sip.models import Consent, Disclosure, PlanGoal, PlanMeeting, PlanVersion, SipPlan
from sip.plans.services import beside, meeting, starting, writing
from sip.refusals.services import note_refusal
from sip.story.differences import differences
from sip.story.doers import nearest, with_doers
from sip.story.events import Event, Lane
from sip.story.of_child import whole_of
from sip.story.page import story_of
from sip.transitions.services import add_transition, drop_transition
from tests.database import as_loader
from tests.sip import lifting, placing
from tests.sip import town as t
from tests.sip.plans import town as p
from tests.sip.transfers import town as x

TORA, BIM, SAM = "Tora Lärare", "Bim Behandlare", "Sam Chef"
DAY = date(2026, 3, 4)


def told(acting, one) -> list[Event]:
    with acting_as(acting.about(one.pk), whole=True) as by:
        return story_of(by, type(one).objects.select_related("case").get(pk=one.pk))[0]


def who(events: list[Event], text: str) -> list[str]:
    return [event.who for event in events if event.text == text]


def of_child(acting, child) -> list[Event]:
    with acting_as(acting) as by:
        return whole_of(by, with_protection(visible_children(by), clock.today()).get(pk=child.pk)).events


def at(day: int, hour: int = 12) -> SimpleNamespace:
    return SimpleNamespace(at=datetime(2026, 3, day, hour, tzinfo=STOCKHOLM), assignment=None, unit=None)


@pytest.mark.parametrize(
    ("event", "rows", "expected"),
    [
        (Event(DAY, Lane.CASE, ""), [], None),
        (Event(DAY, Lane.CASE, ""), [at(3)], None),  # of another time: this day was never noted
        (Event(DAY, Lane.CASE, ""), [at(3), at(4), at(5)], 4),
        (Event(DAY, Lane.CASE, ""), [at(3), at(6), at(9)], 6),  # noted afterwards
        (Event(DAY, Lane.CASE, "", at=at(4, 15).at), [at(4, 9), at(4, 14), at(5)], 4),
    ],
)
def test_of_several_acts_the_one_that_the_event_is_about_is_found(event, rows, expected):
    found = nearest(event, rows)

    assert (found and found.at.day) == expected
    if event.at:
        assert found is rows[1]


def test_what_has_somebody_already_keeps_them():
    act = ("plan.ended", uuid4(), None)
    by = SimpleNamespace(at=at(4).at, assignment=SimpleNamespace(person="Annan"), unit=None)
    ours, unknown = Event(DAY, Lane.CASE, "", who=TORA, act=act), Event(DAY, Lane.CASE, "", unit="Skolan", act=act)

    assert [one.who for one in with_doers([ours, unknown], {act: [by]})] == [TORA, "Annan"]
    assert with_doers([unknown], {}) == [unknown]
    assert with_doers([unknown], {act: [at(4)]}) == [unknown]  # who left no assignment


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {}, []),
        ({"goals": [{"id": "1", "text": "a"}]}, {"goals": [{"id": "1", "text": "a"}]}, []),
        ({"goals": [{"id": "1", "reached": None}]}, {"goals": [{"id": "1", "reached": True}]}, []),  # how it went
        (
            {"measures": [{"id": "1", "result": ""}]},
            {"measures": [{"id": "1", "result": "done", "result_text": "x"}]},
            [],
        ),
        ({"goals": [{"id": "1", "text": "a"}]}, {"goals": [{"id": "1", "text": "b"}]}, ["1 ändrat mål"]),
        ({"goals": [{"id": "1"}]}, {"goals": [{"id": "2"}, {"id": "3"}]}, ["2 nya mål", "1 borttaget mål"]),
        (
            {"measures": [{"id": "1", "text": "a"}, {"id": "2"}]},
            {"measures": [{"id": "1", "text": "b"}, {"id": "3"}]},
            ["1 ny insats", "1 ändrad insats", "1 borttagen insats"],
        ),
    ],
)  # fmt: skip
def test_what_is_new_changed_and_gone_between_two_versions_is_counted(before, after, expected):
    assert differences(before, after) == expected


def test_what_the_rows_keep_no_person_of_is_told_by_the_log(db):
    town, plan = p.until("preparing")
    with acting_as(town.teacher) as by:
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=by, unit=town.bup)
    found = told(town.teacher, plan)

    for text in ("Arbetet började", "Familjen tackade ja", f"Samtycket återkallades för {town.bup.name}"):
        assert who(found, text) == [TORA], text


def test_each_no_and_the_end_have_their_own_person(db):
    town = p.make_town()
    declined, left_out = p.started(town), p.started(town)
    p.offered(town, declined)
    with acting_as(town.teacher) as by:
        starting.decline_plan(declined, by=by, answered_by="guardians", on=clock.today())
        starting.leave_out(left_out, by=by, reason="one_principal")

    assert who(told(town.teacher, declined), "Familjen tackade nej") == [TORA]
    assert who(told(town.teacher, left_out), "En SIP behövdes inte") == [TORA]


def test_a_case_tells_who_concluded_and_who_moved_or_cancelled_its_sitting(town):
    with lifting.lifted(town) as case:
        assert who(told(town.teacher, case), "Ärendet gick inte att lösa") == [str(town.assignments["convenor"].person)]


def test_who_may_not_read_the_log_of_a_case_learns_no_person_from_it(town):
    with lifting.lifted(town) as case:
        found = told(town.chair, case)

    assert who(found, "Ärendet gick inte att lösa") == [""]


def test_a_cancelled_sip_meeting_has_its_moment_and_its_person(db):
    town, plan = p.until("meeting_called")
    with acting_as(town.teacher) as by:
        meeting.cancel_meeting(PlanMeeting.objects.get(case_id=plan.pk), by=by)
    (event,) = [event for event in told(town.teacher, plan) if event.text == "Mötet ställdes in"]

    assert (event.on, event.who, event.detail) == (clock.today(), TORA, "Möte för att göra planen")
    assert event.at is not None


def test_a_units_no_and_what_a_receiver_files_are_told_with_who_noted_it(active):
    town, plan = active
    with acting_as(town.teacher) as by:
        note_refusal(
            plan, by=by, unit=town.social, refused_to="take_part", reason="no_time", on=clock.today(), words="MÄRKE-NEJ"
        )
    with acting_as(town.bup_worker) as by:
        beside.file_copy(PlanVersion.objects.get(case_id=plan.pk), by=by)
        for one in Disclosure.objects.filter(case_id=plan.pk, receiving_unit=town.bup):
            file_piece(one, by=by)
    ours, theirs = told(town.teacher, plan), told(town.bup_worker, plan)

    assert who(ours, f"{town.social.name} sa nej") == [TORA]
    for text in ("Planen fördes till den egna dokumentationen", "Underlaget fördes till den egna dokumentationen"):
        assert who(theirs, text) == [BIM]
        assert who(ours, text) == []  # what another unit keeps is its own
    assert not any("MÄRKE" in event.text + event.detail for event in ours + theirs)


def test_goals_and_measures_that_change_in_a_running_plan_are_told_with_who_changed_them(active):
    town, plan = active
    with acting_as(town.bup_worker) as by:
        writing.add_measure(plan, by=by, facts=writing.MeasureFacts(text="MÄRKE-INSATS", doer="family"))
        goal = PlanGoal.objects.filter(case_id=plan.pk).first()
        facts = writing.GoalFacts(text="MÄRKE-MÅL", horizon=goal.horizon)
        writing.change_goal(goal, by=by, facts=facts, version=goal.version)
    found = told(town.teacher, plan)

    assert who(found, "Ny insats") == who(found, "Ändrat mål") == [BIM]
    assert not any("MÄRKE" in event.text + event.detail for event in found)


def test_a_new_version_says_how_much_changed(active):
    town, plan = active
    with as_loader():
        first = PlanVersion.objects.get(case_id=plan.pk)
        content = {**first.content, "measures": first.content["measures"][1:]}
        PlanVersion.objects.create(
            region=town.region, case_id=plan.pk, number=2, agreed_on=clock.today(), content=content, sha256="0" * 64,
            agreed_by=town.assignments["teacher"],
        )  # fmt: skip
        SipPlan.objects.filter(pk=plan.pk).update(status="active")
    details = {event.text: event.detail for event in told(town.teacher, plan)}

    assert (details["Version 1 beslutades"], details["Version 2 beslutades"]) == ("", "1 borttagen insats")


def test_a_transfer_that_is_closed_tells_who_closed_it(town):
    from sip.models import Transfer
    from sip.transfers.services import close_transfer

    transfer = x.given(town)
    with acting_as(town.teacher) as by:
        close_transfer(Transfer.objects.get(pk=transfer.pk), by=by)

    assert who(told(town.teacher, transfer), "Lämnandet avslutades") == [TORA]


def test_a_transition_that_was_dropped_is_told_with_its_day_its_reason_and_who(town):
    child = t.child_of(placing.with_rules(town))
    with acting_as(town.teacher) as by:
        one = add_transition(child, by=by, kind="services", on=clock.today() + timedelta(days=90))
        drop_transition(one, by=by, reason="declined", words="MÄRKE-SKÄL")
    (event,) = [event for event in of_child(town.teacher, child) if event.text == "Övergången behövs inte"]

    assert (event.on, event.who) == (clock.today(), TORA)
    assert event.detail == "Byte av verksamhet, Den unga vill inte"
