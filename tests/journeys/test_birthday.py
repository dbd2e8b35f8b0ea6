"""An eighteenth birthday: the transition is led by social services in a browser, and what guardians gave is over."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from sip.models import Consent, Guardian, Placement, Transition
from sip.transitions import finding
from tests.database import as_loader
from tests.journeys.steps import follow, press, says
from tests.sip import placing as p
from tests.sip import town as t

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CLOCKS = {"DL-02"}


def test_an_eighteenth_birthday(town, as_user, faultless):
    birthday = clock.today()
    case, transition = _a_month_before(town, birthday)
    page = as_user("social_worker")
    page.goto("/")
    follow(page, "Vuxenlivet vid 18 år")
    faultless(page)
    _wish(page, faultless)
    _plan(page, faultless)
    _meet(page, faultless)

    p.in_worker(finding.expire_on_birthdays)

    with as_loader():
        assert Transition.objects.get(pk=transition.pk).status == "closed"
        assert set(Guardian.objects.filter(child_id=transition.child_id).values_list("valid_to", flat=True)) == {
            birthday
        }
        assert list(Consent.objects.filter(case_id=case.pk).values_list("status", flat=True)) == ["expired"]
    page.goto(reverse("sip:child_detail", args=[transition.child_id]))
    says(page, "Ingen vårdnadshavare är inlagd.")
    faultless(page)
    page.goto(reverse("sip:case_detail", args=[case.pk]))
    says(page, "Gäller inte längre")
    convenor = as_user("convenor")
    convenor.goto(reverse("sip:case_detail", args=[case.pk]))
    expect(convenor.get_by_role("button", name="Visa barnets namn")).to_have_count(0)
    assert "Provsson" not in convenor.content()


def _a_month_before(town, birthday):
    """Placed, with a case and both guardians' consent; the job has found the transition."""
    p.with_rules(town)
    with p.day(birthday - timedelta(days=30)):
        child = p.child_of(town, birth_date=p.born(birthday, 18))
        p.placed(town, child=child)
        case = t.raised(town, by=town.social_worker, child=child, units=(town.school, town.bup))
        t.consented(town, case, by=town.social_worker)
        p.in_worker(finding.find_all)
    with as_loader():
        return case, Transition.objects.get(child=child, kind="adult_18")


def _wish(page, faultless) -> None:
    follow(page, "Notera den ungas önskan")
    press(page, "Spara önskan")
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_label("Vill inte att vårdnadshavarna är med efter 18", exact=True).check()
    faultless(page)
    press(page, "Spara önskan")
    says(page, "Vill inte att vårdnadshavarna är med efter 18")


def _plan(page, faultless) -> None:
    follow(page, "Planera övergången")
    page.locator("[name=receiving]").and_(page.get_by_label("BUP Norr", exact=True)).check()
    faultless(page)
    press(page, "Spara planeringen")
    expect(page.locator("#tar-emot")).to_be_visible()


def _meet(page, faultless) -> None:
    page.locator("main summary").get_by_text("Mer", exact=True).click()  # it was called by telephone
    follow(page, "Notera det gemensamma mötet")
    faultless(page)
    press(page, "Spara mötet")
    page.locator("main").get_by_role("button", name="Bekräfta överföringen").first.click()
    follow(page, "Avsluta övergången")
    press(page, "Avsluta övergången")
    expect(page.locator(".eyebrow .badge")).to_have_text("Avslutad")
    faultless(page)


@pytest.mark.full
def test_an_acute_placement_with_all_its_clocks(town, as_user, faultless):
    p.with_rules(town)
    child = p.child_of(town)
    page = as_user("social_worker")
    page.goto(reverse("sip:child_detail", args=[child.pk]))
    faultless(page)
    follow(page, "Registrera placering")
    page.get_by_label("Jourhem", exact=True).check()
    page.get_by_label("Lagen om vård av unga (LVU)", exact=True).check()
    press(page, "Fortsätt")
    page.get_by_label("Ja", exact=True).check()
    page.locator("[name=decided_on]").fill(clock.today().isoformat())
    press(page, "Fortsätt")
    page.locator("[name=starts_on]").fill(clock.today().isoformat())
    faultless(page)
    press(page, "Fortsätt")
    page.locator("[name=suicide_risk]").first.check()
    press(page, "Fortsätt")
    faultless(page)
    press(page, "Registrera placeringen")
    says(page, "Till dess får ingen part hävda")
    faultless(page)
    follow(page, "Före placeringen")
    page.locator("[name=done]").first.check()
    faultless(page)
    press(page, "Spara checklistan")
    says(page, "1 av 8 klart")
    follow(page, "Begäran till tandvården")
    faultless(page)
    page.goto("/")
    says(page, "Mina placeringar och övergångar")
    faultless(page)
    with as_loader():
        placement = Placement.objects.get(child=child)
    assert (placement.form, placement.act, placement.is_acute, placement.status) == (
        "emergency_home",
        "lvu",
        True,
        "ongoing",
    )
    assert set(p.clocks(placement)) == CLOCKS
