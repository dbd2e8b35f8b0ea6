"""A case goes to the concerned managers on a written consent that covers each of them, or without identity. [SM-2]"""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused
from sip.cases import escalation
from sip.consent.services import withdraw_consent
from sip.models import CaseChild, ConcernedManager, Contribution, Decision, ForumCase, Minutes, MinutesSection
from tests.database import as_loader
from tests.kept import kept
from tests.sip import lifting
from tests.sip import town as t
from tests.sip import walk as w

SUMMARY = "MÄRKE-SAMMANFATTNING Två verksamheter gör olika bedömningar."
TO_DECISION = {"purpose": "steering_escalation", "sitting": None}


@kept
def left(town):
    """(the case, the hour of its sitting): it could not be solved."""
    with lifting.unresolved(town) as case:
        return case, clock.now()


@pytest.fixture
def unresolved(left):
    case, hour = left
    with clock.moved_to(hour):
        yield case


def lift(town, case, **facts):
    with acting_as(town.convenor) as by:
        return escalation.escalate(case, by=by, managers=[town.assignments["steering_bup"]], **facts)


@contextmanager
def seen_by(town, who):
    with acting_as(getattr(town, who)) as acting:
        yield acting


def opened(town, who, case) -> set[str]:
    """Which tables hold anything of the case to that person."""
    models = (ForumCase, CaseChild, Minutes, MinutesSection, Contribution, Decision)
    with seen_by(town, who):
        return {one.__name__ for one in models if one.objects.filter(case_id=case.pk).exists()}


@pytest.mark.parametrize(
    ("consent", "lacking"),
    [
        (None, "Barnenheten Öster, BUP Norr"),
        ({"units": "bup"}, "Barnenheten Öster"),  # the chair's unit
        ({"units": "bup social", "form": "oral", "witness": "Tora"}, "Barnenheten Öster, BUP Norr"),
        ({"units": "bup social", "answers": None}, "Barnenheten Öster, BUP Norr"),
        ({"units": "bup social", "valid_to": 0}, ""),
    ],
)
def test_a_case_goes_up_named_only_when_a_written_consent_covers_each_manager(town, unresolved, consent, lacking):
    if consent:
        facts = {**TO_DECISION, **consent, "units": tuple(getattr(town, name) for name in consent["units"].split())}
        if "valid_to" in facts:
            facts["valid_to"] = clock.today()
        t.consented(town, unresolved, **facts)
    if not lacking:
        assert lift(town, unresolved).status == "escalated"
        return
    with pytest.raises(Refused) as refused:
        lift(town, unresolved)
    assert refused.value.field == "is_deidentified"
    assert set(lacking.split(", ")) == {
        name for name in ("Barnenheten Öster", "BUP Norr") if name in str(refused.value)
    }
    with as_loader():
        assert ForumCase.objects.get(pk=unresolved.pk).status == "unresolved"
        assert not ConcernedManager.objects.exists()


def test_the_database_names_no_manager_whom_no_consent_covers(town, unresolved):
    row = {"region_id": unresolved.region_id, "case_id": unresolved.pk, "named_by": town.assignments["convenor"]}
    with acting_as(town.convenor), pytest.raises(IntegrityError, match="no live written consent"), transaction.atomic():
        ConcernedManager.objects.create(**row, assignment=town.assignments["steering_bup"])


def test_named_managers_read_what_the_consent_opens_until_it_is_withdrawn(town, unresolved):
    consent = t.consented(town, unresolved, **TO_DECISION, units=(town.bup, town.social))
    lift(town, unresolved)
    everything = {"ForumCase", "CaseChild", "Minutes", "MinutesSection", "Contribution"}
    assert opened(town, "steering_bup", unresolved) == opened(town, "chair", unresolved) == everything

    with acting_as(town.teacher) as by:
        withdraw_consent(consent, by=by, unit=town.bup)

    assert opened(town, "steering_bup", unresolved) == {"ForumCase"}
    assert opened(town, "chair", unresolved) == everything


def test_without_identity_the_managers_read_the_summary_and_decide_but_see_no_child_and_no_minutes(town, unresolved):
    t.consented(town, unresolved, **TO_DECISION, units=(town.bup, town.social))  # and still without identity
    lift(town, unresolved, is_deidentified=True, summary=SUMMARY)

    assert opened(town, "steering_bup", unresolved) == opened(town, "chair", unresolved) == {"ForumCase"}
    with as_loader():
        assert not CaseChild.objects.filter(case_id=unresolved.pk).exists()
    manager = w.as_person(town, "steering_bup")
    page = w.page(manager, unresolved.get_absolute_url())
    assert "MÄRKE-SAMMANFATTNING" in page
    assert "Det sades" not in page
    assert "MÄRKE-PRÖVAT" not in page
    with acting_as(town.steering_bup) as by:
        decided = escalation.Decided("BUP samordnar.", town.bup, clock.today() + timedelta(days=9))
        escalation.decide(unresolved, by=by, decisions=[decided])
    assert opened(town, "chair", unresolved) == {"ForumCase", "Decision"}
    assert "BUP samordnar." in w.page(manager, unresolved.get_absolute_url())


@pytest.mark.parametrize("summary", ["", "  ", "Det gäller 900101-9802."])
def test_the_summary_is_there_and_tells_nobody_who_the_child_is(town, unresolved, summary):
    with pytest.raises(Refused) as refused:
        lift(town, unresolved, is_deidentified=True, summary=summary)
    assert refused.value.field == "summary"


def test_the_page_says_what_lacks_before_the_button_and_keeps_what_was_typed(town, unresolved):
    client, url = w.as_person(town, "convenor"), reverse("sip:case_escalate", args=[unresolved.pk])
    t.consented(town, unresolved, **TO_DECISION, units=(town.bup,))
    page = w.page(client, url)
    said = w.words(page[page.index('id="omfattas"') :])
    assert said.count("Samtycke finns") == 1
    assert said.index("Samtycke saknas") < said.index("Lyft ärendet")

    manager = town.assignments["steering_bup"].pk
    answer = client.post(url, {**w.key(), "managers": [manager], "summary": "Skrivet."})
    assert answer.status_code == 422
    assert answer.content.decode().count("saknas för: Barnenheten Öster.") == 2  # in the summary, and beside the field
    assert "Skrivet." in answer.content.decode()

    w.send(client, url, {"managers": [manager], "is_deidentified": "on", "summary": SUMMARY})
    with as_loader():
        assert ForumCase.objects.get(pk=unresolved.pk).escalation_summary == SUMMARY


def test_the_consent_to_the_decision_offers_the_managers_units(town, unresolved):
    with as_loader():
        other = t.b.make_unit(town.region, town.care, "MÄRKE-MOTTAGNINGEN", "bup", serves=[town.area])
        member = t.b.make_assignment(town.region, "steering_member", "Mia Styr", unit=other, area=town.area)
        t.b.make_member(town.steering, member)
    page = w.page(w.as_person(town, "teacher"), reverse("sip:consent_record", args=[unresolved.pk]))
    assert "MÄRKE-MOTTAGNINGEN" in page
