"""«Vem kan se detta och varför» on a plan's page: each with the rule and the last day. [issue 3.10]"""

from datetime import timedelta

from core import clock
from core.access import acting_as
from core.ui import dates
from sip.consent.services import withdraw_consent
from sip.models import Consent, Participation
from sip.plans import policies
from sip.plans.page import plan_page
from tests.database import as_loader
from tests.sip.plans import town as p

COPIES = "Verksamheter som har sparat en kopia"


def lines(acting, plan) -> dict[str, tuple[bool, str]]:
    with acting_as(acting):
        found = policies.with_relations(acting, policies.visible_plans(acting)).select_related(
            "case", "district", "initiating_unit", "responsible_principal"
        )
        return {who.label: (who.sees, who.until) for who in plan_page(acting, found.get(pk=plan.pk))["who"]}


def content_until(days: int) -> str:
    return f"Innehållet till och med {dates.day(clock.today() + timedelta(days=days))}."


def test_each_who_takes_part_is_told_with_the_consents_last_day(town):
    _town, plan = p.until("preparing", town)

    told = lines(town.teacher, plan)

    assert told["Du och Österskolan"] == (True, content_until(200))
    assert told["BUP Norr"] == (True, content_until(200))
    assert told["Logggranskare"] == (True, "")
    assert told["Alla andra"] == (False, "")


def test_a_unit_that_the_consent_no_longer_covers_has_no_last_day(town):
    _town, plan = p.until("preparing", town)
    with acting_as(town.teacher):
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.teacher, unit=town.bup)

    told = lines(town.teacher, plan)

    assert told["BUP Norr"] == (False, "")
    assert told["Barnenheten Öster"] == (True, content_until(200))


def test_a_participation_that_ends_before_the_consent_ends_that_day(town):
    _town, plan = p.until("preparing", town)
    ends = clock.now() + timedelta(days=10)
    with as_loader():
        Participation.objects.filter(case_id=plan.pk, unit=town.bup).update(valid_to=ends)

    told = lines(town.teacher, plan)

    assert told["BUP Norr"] == (True, f"Till och med {dates.day(clock.today() + timedelta(days=10))}.")


def test_who_has_left_is_not_told(town):
    _town, plan = p.until("preparing", town)
    with as_loader():
        Participation.objects.filter(case_id=plan.pk, unit=town.bup).update(valid_to=clock.now())

    assert "BUP Norr" not in lines(town.teacher, plan)


def test_copies_are_told_of_once_there_is_a_version_to_file(town):
    _town, plan = p.until("preparing", town)
    assert COPIES not in lines(town.teacher, plan)
    _town, agreed = p.until("active", town)

    assert lines(town.teacher, agreed)[COPIES] == (True, "")
