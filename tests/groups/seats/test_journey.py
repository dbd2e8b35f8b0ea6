"""An empty seat is found, filled, given somebody who stands in, and left again, in a real browser. [F22-F24, F27]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from groups.models import Membership, SchoolContact
from tests.database import as_loader

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def says(page, text: str) -> None:
    expect(page.locator("main")).to_contain_text(text)


def follow(page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name).first.click()


def press(page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def further(page, name: str) -> None:
    page.locator("details.more summary").click()
    follow(page, name)


def test_a_seat_from_the_list_of_empty_ones_to_its_last_day(town, browser_of, faultless):
    page = browser_of(town.people["chair"])
    page.goto("/")
    with page.expect_navigation():
        page.locator(".duty", has_text="Tillsätt en tom plats").locator("a.ds-button").click()
    says(page, "BUMM")
    faultless(page)
    follow(page, "Styrgrupp Öster och Väster")
    faultless(page)
    _filled(page, faultless)
    _changed_and_changed_back(page, faultless)
    _changed(page, faultless)
    _schools(page, faultless)

    with as_loader():
        member = Membership.objects.get(assignment=town.people["bumm_head"])
        assert (member.mandate_level, member.valid_to) == ("unit", clock.today() + timedelta(days=30))
        assert [*SchoolContact.objects.values_list("kind", flat=True)] == ["invited", "represented"]


def _filled(page, faultless) -> None:
    follow(page, "Tillsätt platsen")
    faultless(page)
    press(page, "Ge platsen")
    says(page, "Två svar behöver rättas")
    faultless(page)
    page.locator("[name=person]").select_option(label="Ulf Bumm, BUMM Norr")
    page.get_by_label("Beslutar för enheten").check()
    press(page, "Ge platsen")
    says(page, "Platsen är tillsatt.")
    faultless(page)


def _changed_and_changed_back(page, faultless) -> None:
    """Another mandate from a day to come: that term is taken away before it has begun."""
    follow(page, "Ulf Bumm")
    further(page, "Ändra mandatet")
    page.locator("[name=from_on]").fill((clock.today() + timedelta(days=60)).isoformat())
    page.get_by_label("Beslutar för huvudmannen").check()
    press(page, "Spara mandatet")
    follow(page, "Ulf Bumm")
    faultless(page)
    further(page, "Ta bort tiden som inte har börjat")
    faultless(page)
    press(page, "Ta bort")
    says(page, "Tiden på platsen är borttagen.")


def _changed(page, faultless) -> None:
    follow(page, "Ulf Bumm")
    faultless(page)
    further(page, "Ange sista dagen")
    faultless(page)
    page.locator("[name=on]").fill((clock.today() + timedelta(days=30)).isoformat())
    press(page, "Spara sista dagen")
    says(page, "Platsen har fått en sista dag.")
    faultless(page)
    page.goto(f"{reverse('groups:vacancy_list')}?show=ending")
    says(page, "Ulf Bumm")
    faultless(page)


def _schools(page, faultless) -> None:
    follow(page, "Ulf Bumm")
    follow(page, "Styrgrupp Öster och Väster")
    follow(page, "Notera en inbjudan")
    faultless(page)
    page.locator("[name=school]").select_option(label="Björkskolan")
    page.locator("[name=on]").fill(clock.today().isoformat())
    press(page, "Spara inbjudan")
    says(page, "Inbjuden, har inte svarat")
    follow(page, "Notera ett svar")
    faultless(page)
    page.locator("[name=school]").select_option(label="Björkskolan")
    page.get_by_label("Företräds av en annan skola").check()
    page.locator("[name=represented_by]").select_option(label="Frida Friskola, Alskolan")
    page.locator("[name=on]").fill(clock.today().isoformat())
    press(page, "Spara svaret")
    says(page, "Frida Friskola (Alskolan) företräder andra skolor i gruppen")
    faultless(page)
