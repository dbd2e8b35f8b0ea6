"""A case goes to the concerned managers on a written consent that covers each of them, or without identity. [SM-2]"""

from contextlib import contextmanager, suppress
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.obligations.models import Obligation
from core.people.models import RoleAssignment
from core.regions import cache
from sip.cases import escalation
from sip.consent.services import withdraw_consent
from sip.models import CaseChild, ConcernedManager, Contribution, Decision, ForumCase, Minutes, MinutesSection
from tests.database import as_loader
from tests.groups.evaluation.walk import profile_changed
from tests.kept import kept
from tests.sip import lifting
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.consent.ruling import decides

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


SMUGGLED = {"is_deidentified": True, "escalation_summary": "Vem samordnar stödet?"}


def goes_to_the_local_group(town) -> SimpleNamespace:
    """The region has decided the local group in place of the steering group; both stand in the area."""
    forum = {"kind": "local_group", "label": "Lokal ledningsgrupp", "tier": "local", "side": "officials"}
    more = {"place": "area", "parent": "regional_group", "led_by": "group_coordinator"}
    profile_changed(town, lambda data: data["forums"].append({**forum, **more}))
    with as_loader():
        group = t.b.make_forum(town.region, "local_group", area=town.area, label="Ledning", led_by="group_coordinator")
        leader = t.b.make_assignment(town.region, "group_coordinator", "Cia Sam", unit=town.social, area=town.area)
        member = town.assignments["bup_manager"]  # who leads a unit sits there in that very role
        t.b.make_member(group, member)
        with connection.cursor() as cursor:
            cursor.execute(decides(unresolved_goes_to="local_group"), {"region": town.region.pk})
    cache.forget()
    return SimpleNamespace(leader=leader, member=member)


def test_a_case_goes_to_the_group_that_the_region_has_decided_and_to_nobody_of_another(town, unresolved):
    group, old = goes_to_the_local_group(town), town.assignments["steering_bup"]
    url = reverse("sip:case_escalate", args=[unresolved.pk])
    page = w.words(w.page(w.as_person(town, "convenor"), url))
    assert "Ärendet går till Lokal ledningsgrupp." in page
    assert ("Bo Chef" in page, "Bengt Styr" in page) == (True, False)
    with acting_as(town.convenor) as by, pytest.raises(Refused) as refused:
        escalation.escalate(unresolved, by=by, managers=[old], is_deidentified=True, summary=SUMMARY)
    assert str(refused.value) == "En av dem du valde sitter inte i gruppen som ärendet går till: Lokal ledningsgrupp."

    with acting_as(town.convenor) as by:
        escalation.escalate(unresolved, by=by, managers=[group.member], is_deidentified=True, summary=SUMMARY)

    with as_loader():
        named = set(ConcernedManager.objects.values_list("assignment", flat=True))
        assert named == {group.leader.pk, group.member.pk}
        assert Obligation.objects.get(code="DL-01B").owner_role == "group_coordinator"
    decide = {"text": "BUP samordnar.", "unit": town.bup.pk, "due_on": clock.today() + timedelta(days=9)}
    decide["decided_on"] = clock.today()
    w.send(w.as_person(town, "bup_manager"), reverse("sip:case_decide", args=[unresolved.pk]), decide)
    with as_loader():
        assert ForumCase.objects.get(pk=unresolved.pk).status == "decided"


@pytest.mark.parametrize(("decided", "let_in"), [(False, {"steering_bup"}), (True, {"bup_manager"})])
def test_the_database_lets_in_the_managers_of_the_decided_group_alone(town, unresolved, decided, let_in):
    if decided:
        goes_to_the_local_group(town)
    with as_loader():
        ForumCase.objects.filter(pk=unresolved.pk).update(**SMUGGLED)
    row = {"region_id": unresolved.region_id, "case_id": unresolved.pk, "named_by": town.assignments["convenor"]}

    def is_let_in(who) -> bool:
        with acting_as(town.convenor), suppress(ProgrammingError), transaction.atomic():
            ConcernedManager.objects.create(**row, assignment=town.assignments[who])
            return True
        return False

    assert {who for who in ("steering_bup", "bup_manager", "teacher") if is_let_in(who)} == let_in


def test_where_nobody_leads_the_decided_group_the_case_waits(town, unresolved):
    group = goes_to_the_local_group(town)
    with as_loader():
        RoleAssignment.objects.filter(pk=group.leader.pk).update(valid_to=clock.today() - timedelta(days=1))
    with acting_as(town.convenor) as by, pytest.raises(Refused) as refused:
        escalation.escalate(unresolved, by=by, managers=[group.member], is_deidentified=True, summary=SUMMARY)
    assert str(refused.value).startswith("Ingen leder gruppen som ärendet går till: Lokal ledningsgrupp.")
