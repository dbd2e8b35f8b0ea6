"""Whoever joins a plan when its meeting has been called is called too. [P-42, F79]"""

import pytest

from core.access import acting_as
from core.notices.models import Notice
from sip.models import Participation, PlanInvitation, SipPlan
from sip.plans.services import people
from tests.database import as_loader
from tests.days import days_on
from tests.sip.plans import town as p


def invited(plan) -> dict:
    with as_loader():
        return {one.assignment_id: one.reply for one in PlanInvitation.objects.filter(case_id=plan.pk)}


@pytest.fixture
def called(town):
    town, plan = p.until("preparing", town)
    p.called(town, plan, names=("bup_worker",))
    with as_loader():
        return SipPlan.objects.get(pk=plan.pk)


def join(town, plan, name):
    with acting_as(town.teacher):
        people.add_people(plan, by=town.teacher, people=[town.assignments[name]])


def test_who_joins_after_the_call_is_called_and_told(town, called):
    manager = town.assignments["social_manager"].pk
    assert manager not in invited(called)

    join(town, called, "social_manager")

    assert invited(called)[manager] == "none"
    with as_loader():
        kinds = Notice.objects.filter(recipient_id=manager, channel="in_app").values_list("kind", flat=True)
        assert [*kinds] == ["plan_call"]


def test_a_contact_who_joins_by_that_is_called_and_one_who_took_part_is_not_called_again(town, called):
    manager, worker = town.assignments["social_manager"], town.assignments["bup_worker"]
    with acting_as(town.teacher):
        people.name_contacts(called, by=town.teacher, contacts=[("contact", manager), ("contact", worker)])

    assert invited(called)[manager.pk] == "none"
    with as_loader():
        assert PlanInvitation.objects.filter(case_id=called.pk, assignment=worker).count() == 1


def test_who_leaves_and_joins_again_is_told_again_and_keeps_the_first_call(town, called):
    join(town, called, "social_manager")
    manager = town.assignments["social_manager"]
    with acting_as(town.teacher):
        part = Participation.objects.get(case_id=called.pk, assignment=manager)
        people.remove_person(called, part, by=town.teacher)

    join(town, called, "social_manager")

    with as_loader():
        assert PlanInvitation.objects.filter(case_id=called.pk, assignment=manager).count() == 1
        told = Notice.objects.filter(recipient=manager, channel="in_app", kind="plan_call")
        assert told.count() == 2


def test_nobody_is_called_to_what_has_begun(town, called):
    with days_on(6):
        join(town, called, "social_manager")

    assert town.assignments["social_manager"].pk not in invited(called)
