"""Before the call the managers are asked about times, and learn nothing of the case. [P-83b]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from sip.cases import services as cases
from sip.models import Case, ForumCase, TimeEnquiry, TimeQuestion
from sip.time_enquiry.services import answer_enquiry, send_enquiry
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w

QUESTION = "MÄRKE-FRÅGA Vem samordnar?"


@pytest.fixture
def case(town) -> ForumCase:
    with as_loader():
        town.assignments["bup_manager"].has_mandate = False
        town.assignments["bup_manager"].save()
    return t.raised(town, question=QUESTION)


def asked(town, case, *, who="convenor", managers=("social_manager", "bup_manager"), times=None, reply_by=2):
    with acting_as(getattr(town, who)) as by:
        people = [town.assignments[name] for name in managers]
        facts = {"times": [t.in_days(4), t.in_days(6)] if times is None else times}
        last = clock.today() + timedelta(days=reply_by)
        return send_enquiry(case, by=by, managers=people, reply_by=last, **facts)


def answered(town, question, who, suits) -> TimeQuestion:
    with acting_as(getattr(town, who)) as by:
        return answer_enquiry(question, by=by, suits=suits)


def test_the_managers_are_asked_and_the_clock_goes_on(town, case):
    questions = asked(town, case)

    assert {one.receiver_id for one in questions} == {town.social_manager.assignment_id, town.bup_manager.assignment_id}
    with as_loader():
        assert Obligation.objects.get(case_id=case.pk, code="DL-01").ended_on is None
        assert ForumCase.objects.get(pk=case.pk).status == "raised"
        told = Notice.objects.filter(kind="time_enquiry").values_list("recipient_id", "case_id")
        assert {*told} == {(one.receiver_id, None) for one in questions}
    assert "time_enquiry.sent" in acts_of(case)


def test_who_is_asked_sees_the_question_and_nothing_of_the_case(town, case):
    own, others = sorted(asked(town, case), key=lambda one: one.receiver_id != town.bup_manager.assignment_id)
    manager = w.as_person(town, "bup_manager")
    page = w.page(manager, reverse("sip:time_question", args=[own.pk]))

    for hidden in (case.case.code, "MÄRKE", "Elsa", "Provsson", "Österskolan", "Barnenheten", str(case.pk)):
        assert hidden not in page
    assert "Öster" in page
    assert manager.get(reverse("sip:time_question", args=[others.pk])).status_code == 404
    assert manager.get(case.get_absolute_url()).status_code == 404
    with acting_as(town.bup_manager):
        assert [*TimeQuestion.objects.all()] == [own]
        assert not TimeEnquiry.objects.exists()
        assert not Case.objects.exists()
    for who in ("head", "social_worker", "chair", "other_convenor", "secretary", "admin"):
        with acting_as(getattr(town, who)):
            assert not TimeQuestion.objects.exists()


def test_the_manager_answers_in_two_interactions_and_the_convenor_reads_it_with_the_mandate(town, case):
    asked(town, case)
    manager = w.as_person(town, "bup_manager")
    url = w.link(w.page(manager, reverse("core:start")), "/fragor-om-tider/")  # the first
    form = w.page(manager, url)
    suits = [part.split('"')[0] for part in form.split('name="suits" value="')[1:3]]
    assert w.send(manager, url, {"suits": suits}) == reverse("core:start")  # the second
    assert "Svara om tider" not in w.page(manager, reverse("core:start"))

    convenor = w.as_person(town, "convenor")
    page = w.words(w.page(convenor, case.get_absolute_url()))
    panel = page[page.index("Svar om tider") :]
    assert "BUP Norr. Passar:" in panel
    assert "Saknar beslutsmandat 2 tider passar" in panel
    assert "Har beslutsmandat Inget svar än" in panel
    with as_loader():
        [question] = TimeQuestion.objects.filter(receiver=town.assignments["bup_manager"])
    assert len(question.suits) == 2
    there = convenor.get(reverse("sip:time_question", args=[question.pk]))
    assert there["Location"] == case.get_absolute_url()


def test_none_suits_is_an_answer_and_may_be_changed_until_the_call(town, case):
    first, second = asked(town, case)
    answered(town, first, "social_manager", [])
    assert answered(town, first, "social_manager", first.times[:1]).suits == first.times[:1]
    with pytest.raises(Refused):
        answered(town, first, "social_manager", [t.in_days(9)])
    with pytest.raises(PermissionDenied):
        answered(town, first, "bup_manager", [])

    t.called(town, case, is_deidentified=True)

    with pytest.raises(WrongState):
        answered(town, second, "bup_manager", [])
    assert "Svara om tider" not in w.page(w.as_person(town, "bup_manager"), reverse("core:start"))
    with pytest.raises(WrongState):
        asked(town, case)


def test_a_case_that_has_ended_asks_nobody(town, case):
    asked(town, case)
    with acting_as(town.convenor) as by:
        cases.withdraw_case(case, by=by, reason="party")
    with as_loader():
        assert not TimeQuestion.objects.filter(closed_at=None).exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"times": []}, "day_1"),
        ({"times": [t.in_days(-1)]}, "day_1"),
        ({"reply_by": 9}, "reply_by"),
        ({"reply_by": -1}, "reply_by"),
        ({"managers": []}, "managers"),
        ({"managers": ["chair"]}, "managers"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nobody_is_told(town, case, facts, field):
    with pytest.raises(Refused) as refused:
        asked(town, case, **facts)
    assert refused.value.field == field
    with as_loader():
        assert not TimeQuestion.objects.exists()


def test_only_the_convenor_of_the_district_asks(town, case):
    for who in ("teacher", "head", "other_convenor", "chair"):
        with pytest.raises(PermissionDenied):
            asked(town, case, who=who)


def test_the_database_lets_only_the_convenor_ask_and_only_the_receiver_answer(town, case):
    [own] = asked(town, case, managers=["bup_manager"])
    row = {
        "region_id": case.region_id, "district": town.east, "times": own.times, "until": own.until,
        "reply_by": own.reply_by,
    }  # fmt: skip
    for who, sent_by, receiver in (
        ("head", "head", "bup_manager"),
        ("convenor", "head", "bup_manager"),
        ("other_convenor", "other_convenor", "bup_manager"),
        ("convenor", "convenor", "social_worker"),
    ):
        people = {"sent_by": town.assignments[sent_by], "receiver": town.assignments[receiver]}
        with acting_as(getattr(town, who)), pytest.raises(Error), transaction.atomic():
            TimeQuestion.objects.create(**row, **people)
    with acting_as(town.convenor), pytest.raises(Error), transaction.atomic():
        TimeQuestion.objects.filter(pk=own.pk).update(suits=[], answered_at=clock.now())
    with acting_as(town.bup_manager), pytest.raises(Error), transaction.atomic():
        TimeQuestion.objects.filter(pk=own.pk).update(reply_by=clock.today())


def test_the_page_asks_with_one_time_or_three_and_says_what_lacks(town, case):
    client, url = w.as_person(town, "convenor"), reverse("sip:time_enquiry", args=[case.pk])
    assert url in w.page(client, case.get_absolute_url())
    day = (clock.today() + timedelta(days=4)).isoformat()
    facts = {
        "managers": [str(town.assignments["bup_manager"].pk)], "day_1": day, "at_1": "13.00",
        "reply_by": (clock.today() + timedelta(days=1)).isoformat(),
    }  # fmt: skip
    answer = client.post(url, {**w.key(), **facts, "day_2": day})
    assert (answer.status_code, "Skriv klockslaget också." in answer.content.decode()) == (422, True)
    w.send(client, url, facts)
    with as_loader():
        [question] = TimeQuestion.objects.all()
    assert len(question.times) == 1
