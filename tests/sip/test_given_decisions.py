"""What a sitting decided reaches the unit that answers for it, which says what came of it. [SM-2, F117, row 8]"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.notices.models import Notice
from sip.cases import escalation
from sip.cases.models import ForumCase
from sip.cases.services import withdraw_case
from sip.individual_forum import holding
from sip.individual_forum.models import Call, Decision, MinutesSection
from tests.database import as_loader
from tests.days import days_on
from tests.sip import town as t
from tests.sip import walk as w

TEXT = "Samordna stödet."


@pytest.fixture
def decided(town) -> SimpleNamespace:
    """Held, with a decision each for the school and BUP; the social services' manager did not come."""
    case = t.raised(town)
    t.consented(town, case)
    occasion = t.called(town, case)
    with clock.moved_to(occasion.starts_at + timedelta(hours=1)):
        with acting_as(town.convenor):
            calls = Call.objects.filter(case_id=case.pk).select_related("unit")
            came = {call.pk: "absent" if call.unit_id == town.social.pk else "present" for call in calls}
            minutes = holding.hold_occasion(case, by=town.convenor, attendance=came)
            for section in MinutesSection.objects.filter(minutes=minutes):
                holding.save_section(section, by=town.convenor, text="Det sades.", version=0)
            due = clock.today() + timedelta(days=10)
            for unit in (town.school, town.bup, town.social):
                holding.add_decision(minutes, by=town.convenor, text=TEXT, unit=unit, due_on=due)
        yield SimpleNamespace(case=case, minutes=minutes, due=due)


def approve(town, decided) -> None:
    t.approved(town, decided.case, by=town.head)


def decision_of(unit) -> Decision:
    with as_loader():
        return Decision.objects.get(responsible_unit=unit)


def told(kind: str) -> dict:
    with as_loader():
        found = Notice.objects.filter(kind=kind, channel="in_app").values_list("recipient_id", "about_kind")
        return dict(found)


def start(town, name: str) -> str:
    return w.page(w.as_person(town, name), reverse("core:start"))


def test_the_unit_that_answers_is_told_when_the_minutes_are_approved(town, decided):
    assert told("decision_given") == {}
    assert "/barn/beslut/" not in start(town, "bup_manager")

    approve(town, decided)

    who = town.assignments
    assert told("decision_given") == {
        who["teacher"].pk: "case",  # takes part
        who["bup_manager"].pk: "minutes",  # leads a unit that was at the sitting; so does the head, who approved
    }
    inbox = w.page(w.as_person(town, "bup_manager"), reverse("notices:list"))
    assert decided.case.case.code in inbox
    assert "Din verksamhet ansvarar för ett beslut från individforum." in w.words(inbox)


def test_its_manager_who_was_only_called_notes_the_result_from_the_start_page(town, decided):
    approve(town, decided)
    manager = w.as_person(town, "bup_manager")
    with acting_as(town.bup_manager):
        assert not ForumCase.objects.filter(pk=decided.case.pk).exists()

    url = w.link(start(town, "bup_manager"), "/barn/beslut/")
    page = w.page(manager, url)
    assert TEXT in page
    assert reverse("sip:minutes", args=[decided.minutes.pk]) in page
    assert decided.case.get_absolute_url() not in page
    back = w.send(manager, url, {"done_on": clock.today().isoformat(), "result": "Samordnare är utsedd"})

    assert "Samordnare är utsedd" in w.words(w.page(manager, back))
    assert decision_of(town.bup).done_on == clock.today()
    assert told("case_event").get(town.convenor.assignment_id) == "case"
    assert "/barn/beslut/" not in start(town, "bup_manager")


@pytest.mark.parametrize("who", ["social_manager", "bup_deputy", "secretary", "steering_bup"])
def test_nobody_else_meets_the_decision(town, decided, who):
    approve(town, decided)

    assert "/barn/beslut/" not in start(town, who)
    url = reverse("sip:decision_follow_up", args=[decision_of(town.bup).pk])
    assert w.as_person(town, who).get(url).status_code in (403, 404)
    with acting_as(getattr(town, who)), pytest.raises((PermissionDenied, Decision.DoesNotExist)):
        escalation.follow_up(decision_of(town.bup), by=getattr(town, who), done_on=clock.today(), result="x")


def test_a_manager_answers_for_the_own_units_decisions_alone(town, decided):
    approve(town, decided)

    url = reverse("sip:decision_follow_up", args=[decision_of(town.social).pk])
    assert w.as_person(town, "bup_manager").get(url).status_code == 403
    with acting_as(town.bup_manager), pytest.raises(Refused):  # not before it was made
        escalation.follow_up(
            decision_of(town.bup), by=town.bup_manager, done_on=clock.today() - timedelta(days=1), result="x"
        )


def test_the_convenor_is_asked_when_the_day_has_come(town, decided):
    approve(town, decided)
    with acting_as(town.convenor):
        holding.conclude(decided.case, by=town.convenor, outcome="resolved")
    assert "/barn/beslut/" not in start(town, "convenor")

    with days_on(10):
        page = start(town, "convenor")
        assert page.count("/barn/beslut/") >= 3
        assert w.as_person(town, "convenor").get(w.link(page, "/barn/beslut/")).status_code == 200


def test_what_a_case_decided_that_was_taken_out_of_the_forum_is_followed_up_by_nobody(town, decided):
    approve(town, decided)
    manager = w.as_person(town, "bup_manager")
    url = w.link(start(town, "bup_manager"), "/barn/beslut/")
    with acting_as(town.convenor):
        holding.conclude(decided.case, by=town.convenor, outcome="resolved")
        withdraw_case(ForumCase.objects.get(pk=decided.case.pk), by=town.convenor, reason="party")

    assert "/barn/beslut/" not in start(town, "bup_manager")
    assert "/barn/beslut/" not in w.page(manager, reverse("sip:minutes", args=[decided.minutes.pk]))
    assert manager.get(url).status_code == 403
    decision = decision_of(town.bup)
    with acting_as(town.bup_manager), pytest.raises(PermissionDenied):
        escalation.follow_up(decision, by=town.bup_manager, done_on=clock.today(), result="Klart.")
