"""What a consent to a plan answers and begins, and what it leaves alone. [CS-04, P-36, P-38, DL-26]"""

from datetime import timedelta

import pytest

from core import clock
from core.access import acting_as
from core.obligations.models import Obligation
from sip.models import PlanOffer, SipPlan
from sip.plans.services import starting
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip.plans import town as p
from tests.sip.test_consent_verbs import held

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return p.make_town()


def day(number: int):
    return clock.today() + timedelta(days=number)


def stands(plan) -> tuple:
    with as_loader():
        return SipPlan.objects.values_list("status", "offered_on", "consented_on").get(pk=plan.pk)


def offers(plan) -> list[tuple]:
    with as_loader():
        rows = PlanOffer.objects.filter(case_id=plan.pk).order_by("offered_on", "created_at")
        return list(rows.values_list("answer", "offered_on", "answered_on", "answered_by"))


def offered(town, plan, on):
    with acting_as(town.teacher):
        return starting.offer_plan(plan, by=town.teacher, on=on)


def test_given_straight_away_it_is_an_offer_made_and_answered_the_same_day_and_its_clock_begins(town):
    plan, waits = p.started(town), p.started(town)
    offered(town, waits, day(0))
    order = held(town.teacher, lambda: p.consented(town, plan, given_on=day(-2)))

    assert order[:2] == ["sip_sipplan", "sip_sipplan"]
    assert stands(plan) == ("consented", day(-2), day(-2))
    assert offers(plan) == [("yes", day(-2), day(-2), "guardians")]
    assert (stands(waits), offers(waits)) == (("offered", day(0), None), [("none", day(0), None, "")])
    with as_loader():
        [clocked] = Obligation.objects.filter(subject_id=plan.pk, code="DL-26")
        assert (clocked.started_on, clocked.owner_id) == (day(-2), town.teacher.assignment_id)
    assert "plan.consented" in acts_of(plan)


def test_the_offer_that_waits_is_answered_that_day_or_the_day_it_was_made(town):
    early, late = p.started(town), p.started(town)
    offered(town, early, day(-2))
    offered(town, late, day(0))

    p.consented(town, early, given_on=day(-1))
    p.consented(town, late, given_on=day(-1))

    assert (stands(early), offers(early)) == (
        ("consented", day(-2), day(-1)),
        [("yes", day(-2), day(-1), "guardians")],
    )
    assert (stands(late), offers(late)) == (("consented", day(0), day(-1)), [("yes", day(0), day(0), "guardians")])


def test_after_a_no_it_is_a_new_offer_and_the_no_stays(town):
    plan = p.started(town)
    offered(town, plan, day(-1))
    with as_loader():
        PlanOffer.objects.filter(case_id=plan.pk).update(answer="no", answered_on=day(-1), answered_by="guardians")
        SipPlan.objects.filter(pk=plan.pk).update(status="declined")

    p.consented(town, plan)

    assert stands(plan) == ("consented", day(-1), day(0))
    assert [(row[0], row[1]) for row in offers(plan)] == [("no", day(-1)), ("yes", day(0))]


def test_of_two_offers_that_wait_the_last_is_answered(town):
    plan = p.started(town)
    offered(town, plan, day(-2))
    with as_loader():
        PlanOffer.objects.create(
            region=town.region, case_id=plan.pk, unit=town.school, offered_on=day(-1),
            offered_by=town.assignments["teacher"],
        )  # fmt: skip

    p.consented(town, plan)

    assert [row[0] for row in offers(plan)] == ["none", "yes"]


def test_while_it_is_only_asked_for_nothing_begins_and_a_plan_that_runs_begins_no_more(town):
    plan = p.started(town)
    assert p.consented(town, plan, answers=None).status == "requested"
    assert (stands(plan), offers(plan)) == (("need_identified", None, None), [])

    p.consented(town, plan, given_on=day(-1))
    p.working(town, plan)
    p.consented(town, plan)

    assert stands(plan) == ("preparing", day(-1), day(-1))
    assert len(offers(plan)) == 1
