"""The one who owes a clock lets it stand still and go on, by a rule that allows it; everybody who sees it reads why."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core.audit.models import AuditEvent
from core.errors import Refused
from core.obligations import pausing
from core.obligations.models import DeadlineRule
from tests.core.obligations.build import acting, day, kinds, raised, row
from tests.core.people.build import sign_in
from tests.database import as_loader

D0 = date(2026, 11, 2)


def on(number):
    return D0 + timedelta(days=number)


@pytest.fixture
def running(town, case):
    with as_loader():
        DeadlineRule.objects.filter(pk=town.rule.pk).update(pausable=True)
    with day(D0):
        return raised(town, case, D0)


def paused(town, running, number=3):
    with day(on(number)), acting(town.convenor) as by:
        return pausing.stand_still(running, by=by, reason="waiting")


def seen(client, assignment, address, number):
    with day(on(number)):
        sign_in(client, assignment)
        return client.get(address).content.decode()


def test_it_stands_still_from_the_day_and_what_was_left_is_left_when_it_goes_on(town, running):
    assert paused(town, running).paused_on == on(3)
    with day(on(8)), acting(town.convenor) as by:
        going = pausing.go_on(row(running), by=by)
    assert (going.paused_on, going.due_on, kinds(running)) == (None, on(19), ["started", "paused", "resumed"])
    with as_loader():
        acts = AuditEvent.objects.filter(act__in=["obligation.paused", "obligation.resumed"]).order_by("pk")
        assert [*acts.values_list("act", "reason")] == [
            ("obligation.paused", "waiting"),
            ("obligation.resumed", "wait_over"),
        ]


@pytest.mark.parametrize("who", ["worker", "secretary", "admin"])
def test_nobody_but_the_one_who_owes_it_stops_or_starts_it(town, running, who):
    stopped = paused(town, running)
    with day(on(4)), acting(getattr(town, who)) as by:
        with pytest.raises(PermissionDenied):
            pausing.go_on(stopped, by=by)
        with pytest.raises(PermissionDenied):
            pausing.stand_still(stopped, by=by, reason="waiting")
    assert kinds(running) == ["started", "paused"]


@pytest.mark.parametrize(
    ("allowed", "number", "reason", "sentence"),
    [
        (False, 3, "waiting", "Den här fristen får inte pausas."),
        (True, 15, "waiting", "Fristen har gått ut och kan inte pausas."),
        (True, 3, "case_closed", "Välj ett skäl."),
    ],
)
def test_it_is_not_stopped_against_its_rule_too_late_or_for_no_reason(town, running, allowed, number, reason, sentence):
    if not allowed:
        with as_loader():
            DeadlineRule.objects.filter(pk=town.rule.pk).update(pausable=False)
    with day(on(number)), acting(town.convenor) as by, pytest.raises(Refused) as refused:
        pausing.stand_still(row(running), by=by, reason=reason)
    assert (refused.value.field, str(refused.value).startswith(sentence)) == ("reason", True)


def test_the_page_leads_there_takes_it_once_and_says_since_when_and_why(client, town, running):
    address, question = f"/frister/{running.pk}/", f"/frister/{running.pk}/pausa/"
    assert question in seen(client, town.convenor, address, 3)
    with day(on(3)):
        wrong = client.post(question, {"form_key": uuid.uuid4()})
        assert (wrong.status_code, wrong.content.decode().count("Välj ett svar på ”Varför?”.")) == (422, 2)
        sent = {"form_key": uuid.uuid4(), "reason": "waiting"}
        assert [client.post(question, sent)["Location"] for _again in range(2)] == [address, address]
    assert kinds(running) == ["started", "paused"]
    words = "tår still sedan 5 november 2026: väntar på en annan part"
    page = seen(client, town.convenor, address, 5)
    assert (page.count(words), f"/frister/{running.pk}/starta-igen/" in page, question in page) == (2, True, False)
    page = seen(client, town.worker, address, 5)
    assert (words in page, "starta-igen" in page) == (True, False)
    with day(on(5)):
        sign_in(client, town.convenor)
        going = {"form_key": uuid.uuid4()}
        assert client.post(f"/frister/{running.pk}/starta-igen/", going)["Location"] == address
        assert "Fristen fortsatte: väntan är över" in client.get(address).content.decode()


def test_a_rule_that_does_not_pause_shows_no_button_and_says_why_when_asked(client, town, running):
    with as_loader():
        DeadlineRule.objects.filter(pk=town.rule.pk).update(pausable=False)
    assert "pausa/" not in seen(client, town.convenor, f"/frister/{running.pk}/", 3)
    with day(on(3)):
        answer = client.post(f"/frister/{running.pk}/pausa/", {"form_key": uuid.uuid4(), "reason": "agreed"})
    assert answer.status_code == 422
    assert "Den här fristen får inte pausas." in answer.content.decode()
