"""«Vem kan se detta och varför» and «vem har läst»: complete, and true of the wall itself. [issue 2.4]"""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.ui import dates
from sip.cases import escalation
from sip.cases.page import case_page
from sip.cases.policies import visible_forum_cases
from sip.consent.services import withdraw_consent
from sip.individual_forum import holding
from sip.models import Call, ForumCase
from tests.access.world import PEOPLE
from tests.sip import town as t
from tests.sip import walk as w


def lines(acting, case) -> dict[str, tuple[str, bool]]:
    with acting_as(acting):
        shown = case_page(acting, visible_forum_cases(acting).select_related(
            "case", "district", "area", "raising_unit").get(pk=case.pk))  # fmt: skip
    return {who.label: (who.reason, who.sees) for who in shown["who"]}


def seen_by(town, case) -> set[str]:
    """Everybody in town who reaches the case through the wall."""
    found = set()
    for who in PEOPLE:
        with acting_as(getattr(town, who)):
            if ForumCase.objects.filter(pk=case.pk).exists():
                found.add(who)
    return found


@pytest.fixture
def case(town) -> ForumCase:
    case = t.raised(town)
    town.consent = t.consented(town, case)
    return case


def held(town, case) -> None:
    with acting_as(town.convenor):
        calls = Call.objects.filter(case_id=case.pk)
        minutes = holding.hold_occasion(case, by=town.convenor, attendance={call.pk: "present" for call in calls})
        for section in minutes.sections.all():
            holding.save_section(section, by=town.convenor, text="Det sades.", version=0)
    t.approved(town, case)
    with acting_as(town.convenor):
        holding.conclude(case, by=town.convenor, outcome="unresolved")


EVER = {"Logggranskare", "Portalen, automatiskt", "Alla andra"}


def test_before_the_call_the_raiser_its_head_and_the_convenor(town, case):
    told = lines(town.teacher, case)

    assert set(told) - EVER == {"Sammankallande i Öster", "Du och Österskolan"}
    assert seen_by(town, case) == {"teacher", "head", "convenor"}
    assert told["Alla andra"][1] is False
    assert "tillfällig åtkomst" in told["Alla andra"][0]
    assert "utan namn och text" in told["Portalen, automatiskt"][0]


def test_the_called_see_it_while_the_consent_covers_them_and_are_called_no_more_when_it_does_not(town, case):
    t.called(town, case)
    told = lines(town.convenor, case)
    assert "Du, sammankallande i Öster" in told
    assert told["BUP Norr"] == ("Kallad chef, från kallelsen tills mötet är slut. Samtycket omfattar dem.", True)
    assert seen_by(town, case) == {"teacher", "head", "convenor", "social_manager", "bup_manager"}

    with acting_as(town.teacher):
        withdraw_consent(town.consent, by=town.teacher, unit=town.bup)

    assert "BUP Norr" not in lines(town.convenor, case)
    assert seen_by(town, case) == {"teacher", "head", "convenor", "social_manager"}


def test_what_a_consent_opens_has_its_last_day(town, case):
    t.called(town, case)
    last = dates.day(town.consent.valid_to)
    with acting_as(town.convenor):
        shown = case_page(town.convenor, visible_forum_cases(town.convenor).select_related(
            "case", "district", "area", "raising_unit").get(pk=case.pk))["who"]  # fmt: skip
    until = {who.label: who.until for who in shown}

    assert until["BUP Norr"] == f"Till och med {last}."
    assert until["Du, sammankallande i Öster"] == f"Namnet till och med {last}."
    assert until["Alla andra"] == ""


def test_after_the_sitting_attending_managers_keep_the_minutes_and_named_managers_come_in(town, case):
    occasion = t.called(town, case)
    with clock.moved_to(occasion.starts_at + timedelta(hours=1)):
        held(town, case)
        told = lines(town.convenor, case)
        assert told["BUP Norr, Barnenheten Öster, Österskolan"] == (
            "Cheferna i verksamheterna som var med på mötet läser protokollet, inget annat.", True,
        )  # fmt: skip
        assert "BUP Norr" not in told
        t.agreed(town, case)
        with acting_as(town.convenor):
            escalation.escalate(case, by=town.convenor, managers=[town.assignments["steering_bup"]])
        assert {"Bengt Styr", "Karin Ordförande"} <= set(lines(town.convenor, case))
        assert "Du" in lines(town.steering_bup, case)
        assert seen_by(town, case) == {"teacher", "head", "convenor", "chair", "steering_bup"}


def test_who_has_read_tells_people_the_portals_own_acts_and_the_name_that_was_shown(town, case):
    convenor = w.as_person(town, "convenor")
    url = reverse("sip:case_detail", args=[case.pk])
    w.page(convenor, url)
    convenor.post(f"{url}identitet/", w.key())

    shown = w.words(w.page(convenor, url))

    log = shown[shown.index("Vem har läst"):]  # fmt: skip
    for part in ("Kim Kallar", "Öppnade ärendet", "Visade barnets namn", "Tora Lärare", "Registrerade samtycke"):
        assert part in log, part
    assert "Elsa" not in log


def test_the_manager_who_was_called_reads_no_log(town, case):
    t.called(town, case)

    assert "Vem har läst" not in w.words(
        w.page(w.as_person(town, "bup_manager"), reverse("sip:case_detail", args=[case.pk]))
    )
