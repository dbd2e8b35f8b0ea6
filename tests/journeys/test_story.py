"""One child's case from the worry to the closed case, in the browsers of everybody in it. [issue 2: the story]"""

import re

import pytest
from playwright.sync_api import expect

from core import clock
from core.regions.models import RegionProfile
from core.roles import Role
from deviations.models import DeviationAnswer, DeviationReport, DeviationStep
from sip.models import CaseChild, ForumCase
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.deviations import climb
from tests.groups import build as b
from tests.journeys import steps
from tests.sip import town as t

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RUNGS = ["with_line_manager", "principled", "submitted", "received", "under_review", "answered"]


def pk_of(case_url: str) -> str:
    return re.search(r"[0-9a-f-]{36}", case_url)[0]


def status_of(case_url: str) -> str:
    with as_loader():
        return ForumCase.objects.get(pk=pk_of(case_url)).status


def not_there(page, url: str, look) -> None:
    """For this person the case does not exist: the same page as an address that never was."""
    assert page.goto(url).status == 404
    look(page)


def test_from_the_worry_to_the_closed_case(town, as_user, faultless):
    teacher, convenor, manager = as_user("teacher"), as_user("convenor"), as_user("bup_manager", width=390)
    steps.register(teacher, town, faultless)
    case_url = steps.lift(teacher, faultless)
    not_there(manager, case_url, faultless)
    steps.consent(teacher, case_url, faultless)
    steps.call(convenor, case_url, faultless)
    convenor.goto(case_url)
    steps.press(convenor, "Visa barnets namn")
    expect(convenor.locator("h1")).to_have_text("Elsa Provsson")
    faultless(convenor)

    steps.send_a_substitute(manager, faultless)
    deputy = as_user("bup_deputy", width=390)
    assert deputy.goto(case_url).status == 200
    faultless(deputy)

    steps.let_it_begin(pk_of(case_url))
    steps.hold(convenor, case_url, faultless)
    steps.write_minutes(convenor, faultless, approver=as_user("head"), decision="Skolan prövar kortare dagar")
    steps.conclude(convenor, case_url, "Inte löst, behöver avgöras av berörda chefer", faultless)
    _the_managers_decide(case_url, as_user, faultless)
    steps.follow_up(convenor, case_url, faultless)

    assert status_of(case_url) == "closed"
    not_there(convenor, case_url, faultless)
    teacher.goto(case_url)
    steps.says(teacher, "Ärendet är avslutat.")
    faultless(teacher)


def _the_managers_decide(case_url: str, as_user, faultless) -> None:
    """Only those named, and the chair who is always named; the rest of the group sees nothing."""
    steps.escalate(as_user("convenor"), case_url, "Bengt Styr, BUP Norr", faultless)
    not_there(as_user("steering_social"), case_url, faultless)
    chair = as_user("chair")
    assert chair.goto(case_url).status == 200
    expect(chair.get_by_role("button", name="Visa barnets namn")).to_have_count(0)
    faultless(chair)
    steps.decide(as_user("steering_bup"), faultless)


@pytest.mark.full  # its rules are tried without a browser each time
def test_without_consent_the_case_goes_through_without_identity(town, as_user, faultless):
    teacher, convenor = as_user("teacher"), as_user("convenor")
    steps.register(teacher, town, faultless)
    case_url = steps.lift(teacher, faultless)
    convenor.goto(f"{case_url}kalla/")
    convenor.locator("[name=day]").fill(t.in_days(5).date().isoformat())
    convenor.locator("[name=place]").fill("Rum 3")
    steps.press(convenor, "Kalla till möte")
    expect(convenor.locator(".errors")).to_contain_text("Det finns inget samtycke till det här mötet.")
    faultless(convenor)
    assert convenor.locator("[name=place]").input_value() == "Rum 3"

    steps.call(convenor, case_url, faultless, without_identity=True)
    steps.says(convenor, "Utan uppgift om vem barnet är")
    for who in ("bup_manager", "convenor"):
        page = as_user(who)
        page.goto(case_url)
        expect(page.get_by_role("button", name="Visa barnets namn")).to_have_count(0)
        expect(page.locator("main")).not_to_contain_text("Två möten med hemmet.")
        faultless(page)

    steps.let_it_begin(pk_of(case_url))
    steps.hold(convenor, case_url, faultless)
    steps.write_minutes(convenor, faultless, approver=as_user("head"), decision="BUP samordnar")
    steps.conclude(convenor, case_url, "Löst", faultless)
    steps.follow_up(convenor, case_url, faultless)
    assert status_of(case_url) == "closed"


@pytest.mark.full  # its rules are tried without a browser each time
def test_a_consent_that_is_withdrawn_leaves_the_case_without_identity(town, as_user, faultless):
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    case_url = f"/barn/arenden/{case.pk}/"
    teacher, convenor, manager = as_user("teacher"), as_user("convenor"), as_user("bup_manager")
    assert manager.goto(case_url).status == 200
    steps.withdraw_consent(teacher, case_url, faultless)

    not_there(manager, case_url, faultless)
    convenor.goto(case_url)
    steps.says(convenor, "Samtycket har återkallats.")
    expect(convenor.get_by_role("button", name="Visa barnets namn")).to_have_count(0)
    expect(convenor.locator("main")).not_to_contain_text("Provsson")
    steps.call(convenor, case_url, faultless, without_identity=True)
    steps.says(convenor, "Inställt")
    with as_loader():
        assert not CaseChild.objects.filter(case_id=case.pk).exists()


@pytest.mark.full  # its rules are tried without a browser each time
def test_a_need_noticed_twenty_days_ago_is_late_from_the_start(town, as_user, faultless):
    teacher = as_user("teacher")
    steps.register(teacher, town, faultless)
    steps.follow(teacher, "Lyft till individforum")
    teacher.go_back()
    case_url = steps.lift(teacher, faultless, noticed_ago=20)

    steps.says(teacher, "Sista dag att kalla var")
    convenor = as_user("convenor")
    convenor.goto("/")
    expect(convenor.locator("main")).to_contain_text("6 dagar sen")
    faultless(convenor)
    steps.consent(teacher, case_url, faultless)
    steps.call(convenor, case_url, faultless)


@pytest.mark.full  # its rules are tried without a browser each time
def test_a_district_without_a_convenor(town, as_user, faultless):
    with as_loader():
        town.assignments["other_convenor"].delete()
    teacher, chair = as_user("teacher"), as_user("chair")
    steps.register(teacher, town, faultless)
    case_url = steps.lift(teacher, faultless, district="Väster")
    steps.says(teacher, "Väster")

    chair.goto("/")
    steps.says(chair, "Se till att en sammankallande utses, ett ärende väntar")
    faultless(chair)
    not_there(chair, case_url, faultless)
    with as_loader():
        town.assignments["new"] = b.make_assignment(
            town.region, Role.FORUM_CONVENOR, "Nina Ny", unit=town.social, district=town.west
        )
    new = as_user("new")
    new.goto("/")
    steps.says(new, "Kalla chefer till individforum")
    faultless(new)
    steps.call(new, case_url, faultless, without_identity=True)
    chair.goto("/")
    expect(chair.locator("main")).not_to_contain_text("ett ärende väntar")


def test_vastmanland_has_no_individual_forum(town, as_user, faultless):
    with as_loader():
        RegionProfile.objects.filter(region=town.region).delete()
        t.make_profile(town.region, "vastmanland")
    teacher = as_user("teacher")
    steps.register(teacher, town, faultless)
    steps.says(teacher, "Här finns inget individforum.")
    expect(teacher.get_by_role("link", name="Lyft till individforum")).to_have_count(0)
    teacher.goto("/barn/arenden/")
    steps.says(teacher, "har inget individforum.")
    faultless(teacher)
    teacher.goto("/ordlista/")
    steps.says(teacher, "samordnad individuell plan")
    expect(teacher.locator("main")).not_to_contain_text("BUSSAM")
    faultless(teacher)


def test_a_deviation_from_the_case_climbs_and_its_answer_reaches_the_reporter(town, as_user, faultless):
    with as_loader():
        for code in ("DL-54", "DL-54B"):
            make_rule(town.region, code)
    case = t.raised(town)
    case_url = f"/barn/arenden/{case.pk}/"
    teacher = as_user("teacher")
    code = steps.report_deviation(teacher, case_url, faultless)

    head, officer = as_user("head"), as_user("secretary")
    climb.mark_principled(head, lambda page: _shows_no_case(page, case.case.code, faultless))
    climb.send_on(as_user("chair"), faultless)
    climb.answer(officer, faultless)
    not_there(officer, case_url, faultless)

    teacher.goto("/besked/")
    steps.says(teacher, "En avvikelse har fått svar.")
    faultless(teacher)
    climb.reads_the_answer(teacher, code)
    faultless(teacher)
    with as_loader():
        report = DeviationReport.objects.get(code=code)
        answer, rungs = DeviationAnswer.objects.get(report=report), DeviationStep.objects.filter(report=report)
        assert list(rungs.order_by("sequence").values_list("to_status", flat=True)) == RUNGS
    assert (answer.text, report.status, report.answered_on) == (climb.ANSWER, "answered", clock.today())
    assert case.case.code not in str(vars(report))


def _shows_no_case(page, case_code: str, faultless) -> None:
    assert case_code not in page.locator("main").inner_text()
    faultless(page)
