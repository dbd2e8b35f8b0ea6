"""What the concerned managers owe and what goes back to where the case came from. [P-87, DL-01B]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import WrongState
from core.obligations.models import Obligation
from sip.cases import escalation, services
from sip.cases.escalation import Decided
from sip.models import DecisionReceipt
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import lifting
from tests.sip import walk as w


@pytest.fixture
def lifted(town):
    with lifting.lifted(town) as case:
        yield case


def decide(town, case):
    decision = Decided("BUP samordnar stödet.", town.bup, clock.today() + timedelta(days=20))
    with acting_as(town.steering_bup) as by:
        return escalation.decide(case, by=by, decisions=[decision])


def clock_of(case) -> Obligation:
    with as_loader():
        return Obligation.objects.get(case_id=case.pk, code="DL-01B")


def test_the_managers_have_two_weeks_from_the_day_the_case_was_lifted(town, lifted):
    running = clock_of(lifted)
    assert (running.started_on, running.due_on) == (clock.today(), clock.today() + timedelta(days=14))

    decide(town, lifted)

    assert clock_of(lifted).status == "met"


def test_the_chair_who_owes_the_decision_is_asked_for_it_once_and_the_named_manager_too(town, lifted):
    asked = "Besluta i ett ärende som inte gick att lösa"
    for who in ("chair", "steering_bup"):
        assert w.page(w.as_person(town, who), reverse("core:start")).count(f">{asked}</a>") == 1
    assert asked not in w.page(w.as_person(town, "steering_social"), reverse("core:start"))


def test_a_lifted_case_that_is_withdrawn_leaves_no_clock_running(town, lifted):
    with acting_as(town.convenor) as by:
        services.withdraw_case(lifted, by=by, reason="party")
    assert clock_of(lifted).status == "waived"


def test_the_case_page_shows_the_managers_clock_before_the_one_that_has_ended(town, lifted):
    shown = w.page(w.as_person(town, "teacher"), reverse("sip:case_detail", args=[lifted.pk]))
    assert shown.index("klocka-dl-01b") < shown.index('klocka-dl-01"')


def test_the_decision_goes_back_to_the_unit_that_raised_the_case_and_the_receipt_is_kept(town, lifted):
    teacher = w.as_person(town, "teacher")
    page = reverse("sip:case_detail", args=[lifted.pk])
    decide(town, lifted)
    assert "Inte än av" in w.page(teacher, page)
    address = w.link(w.page(teacher, reverse("core:start")), "/ta-emot/")
    assert "BUP samordnar stödet." in w.page(teacher, address)

    teacher.post(address, {"bekraftat": "1"})

    assert "Inte än av" not in w.page(teacher, page)
    assert address not in w.page(teacher, reverse("core:start"))
    assert "case.decision_received" in acts_of(lifted)
    with as_loader():
        receipt = DecisionReceipt.objects.get(case_id=lifted.pk)
    seen = {}
    for who in ("teacher", "steering_bup", "steering_social", "colleague"):
        with acting_as(getattr(town, who)):
            seen[who] = DecisionReceipt.objects.exists()
    assert seen == {"teacher": True, "steering_bup": True, "steering_social": False, "colleague": False}
    assert (receipt.unit_id, receipt.received_by_id) == (town.school.pk, town.teacher.assignment_id)


def test_a_decision_is_received_once_by_the_raising_unit_and_not_before_it_is_made(town, lifted):
    with acting_as(town.teacher) as by, pytest.raises(WrongState):
        escalation.receive_decision(lifted, by=by)
    decide(town, lifted)
    for other in (town.convenor, town.steering_bup, town.colleague):
        with acting_as(other) as by, pytest.raises((PermissionDenied, WrongState)):
            escalation.receive_decision(lifted, by=by)
    with acting_as(town.head) as by:
        escalation.receive_decision(lifted, by=by)
    with acting_as(town.teacher) as by, pytest.raises(WrongState):
        escalation.receive_decision(lifted, by=by)


@pytest.mark.parametrize("who", ["steering_bup", "convenor"])
def test_the_database_takes_no_receipt_from_anybody_else(town, lifted, who):
    decide(town, lifted)
    acting = getattr(town, who)
    receipt = DecisionReceipt(
        region_id=town.region.pk, case_id=lifted.pk, unit_id=town.school.pk, received_by_id=acting.assignment_id
    )
    with acting_as(acting), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        receipt.save(force_insert=True)
    with as_loader():
        assert not DecisionReceipt.objects.exists()
