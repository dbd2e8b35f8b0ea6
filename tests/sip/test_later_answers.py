"""A consent that was asked for is answered afterwards, by each who must give it. [SM-4, CS-04, facts 9.6]"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused, WrongState
from sip.consent.answering import answer_consent
from sip.models import CaseChild, Consent, ConsentGiver, Disclosure, PlanInvitation, SipPlan
from tests.audit_rows import acts_on
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.days import days_on
from tests.sip import town as t
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


def givers(consent) -> list[ConsentGiver]:
    with as_loader():
        return list(ConsentGiver.objects.filter(consent=consent).order_by("name"))


def answers(town, consent, number, answer, *, by=None, on=None):
    who = by or town.teacher
    with acting_as(who):
        one = givers(consent)[number]
        return answer_consent(consent, by=who, giver=one, answer=answer, on=on or clock.today())


def status(consent) -> str:
    with as_loader():
        return Consent.objects.get(pk=consent.pk).status


def test_the_last_yes_gives_it_from_its_day_and_opens_what_it_covers(town):
    case = t.raised(town)
    consent = t.consented(town, case, answered={})
    assert answers(town, consent, 0, True).status == "requested"
    with days_on(1):
        given = answers(town, consent, 1, True)
        assert (given.status, given.given_on) == ("given", clock.today())
    with as_loader():
        assert CaseChild.objects.filter(case_id=case.pk).exists()
        assert Disclosure.objects.filter(consent=consent).exists()
    assert {"consent.requested", "consent.given"} <= acts_on(consent.pk)


def test_one_no_refuses_what_all_must_give_and_leaves_what_was_given_before(town):
    case = t.raised(town)
    first = t.consented(town, case)
    asked = t.consented(town, case, answered={})
    answers(town, asked, 0, False)
    assert (status(first), status(asked)) == ("given", "refused")
    with pytest.raises(WrongState):
        answers(town, asked, 1, True)


def test_where_one_is_enough_a_no_leaves_the_others_theirs_and_the_last_no_refuses_it(town):
    one = {
        "signatories": "board_decision", "signatories_reason": "Barnets bästa", "answered": {},
        "decision_number": "SN 4", "decision_on": clock.today(),
    }  # fmt: skip
    for second, expected in ((True, "given"), (False, "refused")):
        consent = t.consented(town, t.raised(town), **one)
        assert answers(town, consent, 0, False).status == "requested"
        assert answers(town, consent, 1, second).status == expected


def test_what_was_given_before_is_replaced_and_whom_it_leaves_out_is_called_no_more():
    town, plan = p.until("meeting_called")
    asked = p.consented(town, plan, units=(town.school, town.social), answers=None)
    for number in (0, 1):
        answers(town, asked, number, True)
    with as_loader():
        stand = Consent.objects.filter(case_id=plan.pk).order_by("created_at").values_list("status", flat=True)
        assert list(stand) == ["expired", "given"]
        assert PlanInvitation.objects.get(case_id=plan.pk, unit=town.bup).attendance == "released"


def test_a_plan_begins_with_the_answer_that_completes_its_consent():
    town, plan = p.until("offered")
    asked = p.consented(town, plan, answers=None)
    answers(town, asked, 0, True)
    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "offered"
    answers(town, asked, 1, True)
    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "consented"


def test_an_answer_that_cannot_be_is_refused_beside_its_field_and_changes_nothing(town):
    case = t.raised(town)
    consent = t.consented(town, case, answered={})
    answers(town, consent, 0, True)
    for number, days, field in ((0, 0, "giver"), (1, 1, "on"), (1, -1, "on")):
        with pytest.raises(Refused) as refused:
            answers(town, consent, number, True, on=clock.today() + timedelta(days=days))
        assert refused.value.field == field
    with pytest.raises(Refused, match=f"{givers(consent)[0].name} har redan svarat"):
        answers(town, consent, 0, True)
    for by in (town.convenor, town.head):  # she leads the unit, and so may change what stands in the case
        with pytest.raises(PermissionDenied):
            answers(town, consent, 1, True, by=by)
    other = t.consented(town, t.raised(town), answered={})
    with pytest.raises(WrongState), acting_as(town.teacher):
        answer_consent(consent, by=town.teacher, giver=givers(other)[0], answer=True, on=clock.today())
    with pytest.raises(WrongState):
        answers(town, t.consented(town, t.raised(town)), 0, False)
    assert (status(consent), [one.answer for one in givers(consent)]) == ("requested", [True, None])


def test_a_consent_to_a_sitting_that_is_called_meanwhile_is_asked_for_anew(town):
    case = t.raised(town)
    consent = t.consented(town, case, answered={})
    t.called(town, case, is_deidentified=True)
    with pytest.raises(Refused):
        answers(town, consent, 0, True)


@pytest.mark.parametrize(
    ("said", "becomes", "may"),
    [
        ((True, True), "given", True),
        ((True, None), "given", False),
        ((True, False), "given", False),
        ((None, False), "refused", True),
        ((True, True), "refused", False),
        ((None, None), "refused", False),
    ],
)
def test_the_database_lets_it_be_given_and_refused_by_what_they_have_said_alone(town, said, becomes, may):
    consent = t.consented(town, t.raised(town), answered={})
    with as_loader():
        for one, answer in zip(givers(consent), said, strict=True):
            one.answer, one.answered_on = answer, clock.today() if answer is not None else None
            one.save(update_fields=["answer", "answered_on"])
    with acting_as(town.teacher):
        found = Consent.objects.filter(pk=consent.pk)
        if may:
            assert found.update(status=becomes) == 1
            return
        with pytest.raises(IntegrityError, match="answers of those who must"), transaction.atomic():
            found.update(status=becomes)


def test_what_has_ended_is_never_given_again(town):
    consent = t.consented(town, t.raised(town))
    for ended in ("withdrawn", "expired", "used", "refused"):
        with as_loader():
            Consent.objects.filter(pk=consent.pk).update(status="requested")
            Consent.objects.filter(pk=consent.pk).update(status=ended if ended != "refused" else "expired")
        with acting_as(town.teacher), pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.filter(pk=consent.pk).update(status="given")


def test_by_page_an_answer_is_noted_for_one_who_has_not_answered(town):
    consent = t.consented(town, t.raised(town), answered={})
    client = Client()
    sign_in(client, town.assignments["teacher"])
    page, url = reverse("sip:consent_detail", args=[consent.pk]), reverse("sip:consent_answer", args=[consent.pk])
    assert url in client.get(page).content.decode()
    first, second = givers(consent)
    assert client.post(url, {"giver": str(first.pk), "on": clock.today()}).status_code == 422
    assert client.post(url, {"giver": str(first.pk), "answer": "yes", "on": clock.today()}).status_code == 302
    shown = client.get(url).content.decode()
    assert (first.name in shown.split("<form", 1)[1], second.name in shown) == (False, True)
    assert client.post(url, {"giver": str(second.pk), "answer": "no", "on": clock.today()}).status_code == 302

    assert status(consent) == "refused"
    assert url not in client.get(page).content.decode()
    assert client.get(url).status_code == 403
