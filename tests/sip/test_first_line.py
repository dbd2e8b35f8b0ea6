"""A unit that does not call a SIP itself asks the first line to, with the family's consent, and is answered. [P-33]"""

import pytest
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused
from core.notices.models import Notice
from sip.first_line.services import answer_ask
from sip.models import FirstLineAsk, Transfer
from sip.plans.services.starting import Started, start_plan
from tests.database import as_loader
from tests.sip import placing as p
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.asking import TEXT, asked, make_first_line, sent
from tests.sip.transfers import town as x


@pytest.fixture
def first_town(town):
    return make_first_line(town)


def ask_of(transfer) -> FirstLineAsk:
    with as_loader():
        return FirstLineAsk.objects.select_related("case").get(case_id=transfer.pk)


def answer(town, transfer, **said) -> FirstLineAsk:
    with acting_as(town.bup_manager) as by:
        return answer_ask(FirstLineAsk.objects.get(case_id=transfer.pk), by=by, **said)


def test_nobody_learns_of_it_before_the_family_has_said_yes_and_then_the_clock_starts(first_town):
    town = first_town
    transfer = asked(town)
    with acting_as(town.bup_manager):
        assert FirstLineAsk.objects.count() == 0
    assert p.clocks(transfer.case) == {}
    x.consented(town, transfer, by=town.nurse, information_kinds=("identity", "health"))
    with acting_as(town.bup_manager):
        assert FirstLineAsk.objects.get().sent_on == clock.today()
    running = p.clocks(transfer.case)["DL-26C"]
    assert (running.unit_id, running.owner_role, running.ended_on) == (town.bup.pk, "unit_manager", None)


@pytest.mark.parametrize(("said", "status"), [({}, "taken_up"), ({"why_not": "running"}, "declined")])
def test_the_answer_and_its_reason_come_back_and_the_clock_ends(first_town, said, status):
    town = first_town
    transfer = sent(town)
    answer(town, transfer, **said)
    with acting_as(town.nurse):
        ask = FirstLineAsk.objects.get()
        assert (ask.status, ask.why_not, ask.answered_on) == (status, said.get("why_not", ""), clock.today())
    assert p.clocks(transfer.case)["DL-26C"].ended_on == clock.today()
    with as_loader():
        assert Notice.objects.get(kind="first_line_answered", channel="mail").recipient_id == town.nurse.assignment_id
    with pytest.raises(PermissionDenied):
        answer(town, transfer)


def test_what_the_family_takes_back_need_not_be_answered(first_town):
    town = first_town
    transfer = sent(town)
    x.withdrawn(town, transfer, by=town.nurse)
    with acting_as(town.bup_manager):
        assert FirstLineAsk.objects.count() == 0
    assert p.clocks(transfer.case)["DL-26C"].status == "waived"


def test_only_who_may_not_begin_one_asks_and_only_those_that_the_profile_names(first_town):
    town = first_town
    child = t.child_of(town, by=town.nurse)
    with pytest.raises(Refused) as refused:
        asked(town, child=child, unit=town.social)
    assert refused.value.field == "unit"
    with pytest.raises(PermissionDenied):
        asked(town, by=town.teacher)
    with acting_as(town.nurse) as by, pytest.raises(Refused):
        start_plan(child, by=by, facts=Started(town.east, "Behov", clock.today()))
    with as_loader():
        assert not Transfer.objects.exists()


def test_only_the_asked_unit_answers_and_with_a_reason_of_the_list(first_town):
    town = first_town
    transfer = sent(town)
    with acting_as(town.nurse) as by, pytest.raises(PermissionDenied):
        answer_ask(FirstLineAsk.objects.get(), by=by)
    with pytest.raises(Refused):
        answer(town, transfer, why_not="vet inte")
    with acting_as(town.nurse):
        assert FirstLineAsk.objects.update(status="taken_up") == 0
    with acting_as(town.bup_manager), pytest.raises(Error), transaction.atomic():
        FirstLineAsk.objects.update(sent_on=None)
    assert ask_of(transfer).status == "asked"


def test_it_goes_from_the_child_to_the_first_line_and_back_through_the_pages(first_town):
    town = first_town
    child = t.child_of(town, by=town.nurse)
    nurse, manager = w.as_person(town, "nurse"), w.as_person(town, "bup_manager")
    elsewhere = w.page(nurse, reverse("sip:plan_start_step", args=[child.pk, "initiativ"]))
    url = w.link(elsewhere, "forsta-linjen")
    said = {
        "unit": str(town.bup.pk), "text": TEXT, "need_noticed_on": clock.today().isoformat(),
        "district": str(town.east.pk),
    }  # fmt: skip
    assert nurse.post(url, {**w.key(), **said, "unit": ""}).status_code == 422
    page = w.send(nurse, url, said)
    assert "BUP Norr" in w.page(nurse, page)
    with as_loader():
        transfer = Transfer.objects.get()
    x.consented(town, transfer, by=town.nurse, information_kinds=("identity", "health"))
    assert "Svara på en begäran om SIP" in w.page(manager, "/")
    reply = w.link(w.page(manager, page), "svara")
    assert manager.post(reply, {**w.key(), "answer": "no", "why_not": ""}).status_code == 422
    w.send(manager, reply, {"answer": "no", "why_not": "family_declined"})
    body = w.words(w.page(nurse, page))
    assert "Tas inte upp" in body
    assert "Familjen vill inte ha en SIP" in body


def test_where_nobody_of_the_first_line_is_in_the_portal_the_page_says_so(first_town):
    town = first_town
    with as_loader():
        town.assignments["bup_manager"].valid_to = clock.today().replace(year=clock.today().year - 1)
        town.assignments["bup_manager"].save()
    child = t.child_of(town, by=town.nurse)
    body = w.page(w.as_person(town, "nurse"), reverse("sip:first_line_ask", args=[child.pk]))
    assert "Ingen i första linjen kan ta emot" in body
    assert "<textarea" not in body
