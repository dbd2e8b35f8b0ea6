"""An agreement from the need test to the day it holds, in real browsers. [design: bars, SM-6]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from groups.models import Agreement
from tests.database import as_loader
from tests.groups.agreements import walk as w
from tests.groups.meetings.test_journey import Hands, says

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def test_an_agreement_is_drafted_written_asked_about_and_signed(town, browser_of, faultless):
    hands = Hands()
    chair = browser_of(town.people["chair"])
    agreement = _drafted(hands, chair, town, faultless)
    _written(hands, chair, agreement, faultless)
    _remitted(hands, chair, agreement, faultless)
    _answered(hands, browser_of(town.people["school_voice"], width=390), faultless)
    w.named(town, agreement)
    chair.goto(reverse("groups:agreement_detail", args=[agreement.pk]))
    hands.follow(chair, "Skicka till parterna")
    faultless(chair)
    hands.click(chair, "button", "Skicka till parterna")
    says(chair, "Överenskommelsen är skickad till parterna.")
    faultless(chair)
    for who in ("city_head", "bup_head"):
        _signed(hands, browser_of(town.people[who], width=390), faultless)
    chair.reload()
    says(chair, "Överenskommelsen gäller tills vidare.")
    faultless(chair)
    chair.goto(reverse("groups:agreement_list"))
    faultless(chair)
    with as_loader():
        assert Agreement.objects.get().status == "in_force"


def _drafted(hands: Hands, page, town, faultless) -> Agreement:
    page.goto(reverse("groups:forum_detail", args=[town.steering.pk]))
    hands.follow(page, "Börja på en överenskommelse")
    faultless(page)
    hands.click(page, "button", "Börja")
    expect(page.locator(".errors")).to_be_focused()
    faultless(page)
    hands.check(page, "En ny grupp där ansvaret är oklart")
    hands.check(page, "Insatserna måste samordnas, samtidigt eller efter varandra")
    hands.check(page, "Det måste vara tydligt vem som betalar")
    hands.fill(page, "title", "Samverkan vid lång frånvaro")
    hands.fill(page, "target_group", "Elever med lång frånvaro")
    for party in ("Norrstad", "Regionen Norr"):
        hands.check(page, party)
    hands.click(page, "button", "Börja")
    says(page, "Utkastet är påbörjat.")
    faultless(page)
    with as_loader():
        return Agreement.objects.get()


def _written(hands: Hands, page, agreement: Agreement, faultless) -> None:
    hands.follow(page, "Skriv överenskommelsen")
    faultless(page)
    for key in w.WRITTEN:
        hands.count += 1
        page.locator(f"#text-{key}").fill("Så gör vi tillsammans.")
        saved = page.locator("article", has=page.locator(f"#text-{key}")).locator("[data-save]")
        expect(saved).to_contain_text("Sparat kl.")
    faultless(page)
    hands.follow(page, "Till överenskommelsen")
    says(page, "Så gör vi tillsammans.")


def _remitted(hands: Hands, page, agreement: Agreement, faultless) -> None:
    hands.follow(page, "Lägg till någon att fråga")
    faultless(page)
    hands.check(page, "Fristående skola")
    hands.fill(page, "name", "Friskolan")
    hands.choose(page, "responder", "Frida Fri, Företrädare för fristående skolor")
    hands.click(page, "button", "Lägg till")
    says(page, "Den är tillagd.")
    hands.follow(page, "Skicka på remiss")
    faultless(page)
    hands.fill(page, "best_interests", "Barnen får hjälp tidigare.")
    hands.fill(page, "answer_by", (clock.today() + timedelta(days=30)).isoformat())
    hands.click(page, "button", "Skicka på remiss")
    says(page, "Utkastet är skickat på remiss.")
    faultless(page)


def _answered(hands: Hands, page, faultless) -> None:
    page.goto("/")
    faultless(page)
    hands.take_up(page, "Svara på en remiss")
    faultless(page)
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name="Svara på remissen").click()
    faultless(page)
    hands.fill(page, "text", "Vi vill vara med.")
    hands.click(page, "button", "Skicka svaret")
    says(page, "Vi vill vara med.")
    faultless(page)


def _signed(hands: Hands, page, faultless) -> None:
    page.goto("/")
    hands.take_up(page, "Skriv under en överenskommelse")
    faultless(page)
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name="Skriv under").click()
    faultless(page)
    hands.fill(page, "signed_as", "Chef")
    hands.click(page, "button", "Skriv under")
    says(page, "Du har skrivit under.")
    faultless(page)
