"""A group's plan of the year from its first word to what the year gave, in real browsers. [F49]"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from groups.models import ActionPlan
from tests.database import as_loader
from tests.groups.meetings.test_journey import Hands, says
from tests.groups.year import walk as w

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def test_a_plan_is_written_decided_worked_by_and_followed_up(town, browser_of, faultless):
    hands = Hands()
    chair = browser_of(town.people["chair"])
    plan = _drafted(hands, chair, town, faultless)
    w.decision_of(town)
    hands.follow(chair, "Notera beslutet")
    faultless(chair)
    chair.locator("[name=decision]").select_option(index=1)
    hands.click(chair, "button", "Spara beslutet")
    says(chair, "Beslutet är noterat.")
    reader = browser_of(town.people["politician"], width=390)
    reader.goto(reverse("groups:action_plan_list"))
    faultless(reader)
    _go(reader, f"/handlingsplaner/{plan.pk}/")
    says(reader, "Fler i skolan")
    faultless(reader)
    _go(chair, "/notera/")
    faultless(chair)
    hands.check(chair, "Klar")
    hands.click(chair, "button", "Spara")
    faultless(chair)
    hands.fill(chair, "result", "Två möten är hållna.")
    hands.click(chair, "button", "Spara")
    says(chair, "Gruppen arbetar efter planen.")
    hands.follow(chair, "Följ upp planen")
    hands.fill(chair, "outcome", "Fler barn är i skolan.")
    hands.click(chair, "button", "Spara uppföljningen")
    says(chair, "Året är uppföljt.")
    faultless(chair)
    small = browser_of(town.people["chair"], width=390)
    for name, one in (("year_detail", town.steering), ("action_plan_detail", plan), ("forum_detail", town.steering)):
        small.goto(reverse(f"groups:{name}", args=[one.pk]))
        faultless(small)


def _go(page, address: str) -> None:
    """By a link that says what it is about to who only hears."""
    with page.expect_navigation():
        page.locator(f"main a[href*='{address}']").first.click()


def _drafted(hands: Hands, page, town, faultless) -> ActionPlan:
    page.goto(reverse("groups:forum_detail", args=[town.steering.pk]))
    hands.follow(page, "Öppna årets arbete")
    faultless(page)
    hands.follow(page, "Börja på en handlingsplan")
    faultless(page)
    hands.click(page, "button", "Börja")
    says(page, "Utkastet är påbörjat.")
    faultless(page)
    hands.follow(page, "Lägg till ett fokusområde")
    hands.fill(page, "title", "Skolnärvaro")
    hands.click(page, "button", "Lägg till")
    hands.follow(page, "Lägg till en aktivitet")
    hands.click(page, "button", "Lägg till")
    faultless(page)
    hands.fill(page, "what", "Möte om skolfrånvaro")
    hands.fill(page, "goal", "Fler i skolan")
    hands.choose(page, "focus", "Skolnärvaro")
    hands.choose(page, "answers", town.steering.name)
    hands.fill(page, "due_on", w.last_day().isoformat())
    hands.click(page, "button", "Lägg till")
    says(page, "Aktiviteten är tillagd.")
    hands.follow(page, "Skriv")
    faultless(page)
    page.locator("#text-1").fill("Hur ser vi det tidigare?")
    saved = page.locator("article", has=page.locator("#text-1")).locator("[data-save]")
    expect(saved).to_contain_text("Sparat kl.")
    hands.follow(page, "Till planen")
    faultless(page)
    with as_loader():
        return ActionPlan.objects.get()


def test_an_obstacle_is_noted_and_taken_into_the_plan_and_the_groups_duties_are_seen(town, browser_of, faultless):
    hands = Hands()
    w.drafted(town)
    page = browser_of(town.people["chair"], width=390)
    page.goto(reverse("groups:year_detail", args=[town.steering.pk]))
    hands.follow(page, "Notera ett hinder eller något som hjälper")
    faultless(page)
    hands.check(page, "Hinder")
    hands.fill(page, "title", "Kallelser kommer sent")
    hands.choose(page, "category", "Tillräckliga resurser")
    hands.click(page, "button", "Spara")
    says(page, "Det är noterat.")
    faultless(page)
    _go(page, "/plan/")
    faultless(page)
    hands.fill(page, "what", "Kallelser går tio dagar före")
    hands.choose(page, "answers", town.steering.name)
    hands.fill(page, "due_on", w.last_day().isoformat())
    hands.click(page, "button", "Lägg till i planen")
    says(page, "Åtgärd: Kallelser går tio dagar före.")
    faultless(page)
    hands.follow(page, "Gruppens uppgifter")
    faultless(page)
