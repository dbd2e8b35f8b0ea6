"""A routine from its first word to an area's own form of it and the original's next version, in real browsers."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from groups.models import RoutineVersion
from tests.database import as_loader
from tests.groups.meetings.test_journey import Hands, says
from tests.groups.routines import walk as w

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def test_a_routine_is_drafted_written_decided_adapted_and_compared(town, browser_of, faultless):
    hands = Hands()
    officer = browser_of(town.people["officer"])
    first = _drafted(hands, officer, town, faultless)
    _decided(hands, officer, faultless)
    chair = browser_of(town.people["chair"], width=390)
    form = _adapted(hands, chair, first, faultless)
    w.renewed(town, w.now(first), "officer", "BUP kallar.")
    chair.goto("/")
    faultless(chair)
    hands.take_up(chair, "Jämför en rutin med originalet, som har ändrats")
    expect(chair.locator("main ins")).to_have_text("BUP kallar.")
    expect(chair.locator("main del")).to_have_text("Skolan kallar.")
    faultless(chair)
    chair.goto(reverse("groups:routine_detail", args=[form.pk]))
    faultless(chair)
    hands.follow(chair, "Jämför och ta ställning")
    hands.click(chair, "button", "Anpassningen stämmer")
    says(chair, "Anpassningen är prövad mot originalet som det är nu.")
    faultless(chair)
    chair.goto("/")
    expect(chair.locator("main")).not_to_contain_text("Jämför en rutin med originalet")
    for page in (chair, officer):
        page.goto(reverse("groups:routine_list"))
        says(page, "SIP i länet")
        faultless(page)
    officer.goto(reverse("groups:routine_detail", args=[first.pk]))
    expect(officer.get_by_role("link", name=town.steering.name)).to_have_count(1)
    faultless(officer)


def _drafted(hands: Hands, page, town, faultless) -> RoutineVersion:
    page.goto(reverse("groups:forum_detail", args=[town.bussam.pk]))
    page.get_by_role("button", name="mandat").click()
    expect(page.get_by_text("Det som en person får besluta för sin verksamhet.")).to_be_visible()
    page.keyboard.press("Escape")
    hands.follow(page, "Börja på en rutin")
    hands.click(page, "button", "Börja")
    expect(page.locator(".errors")).to_be_focused()
    faultless(page)
    hands.choose(page, "subject", "Samordnad individuell plan")
    hands.fill(page, "title", "SIP i länet")
    hands.click(page, "button", "Börja")
    says(page, "Utkastet är påbörjat.")
    faultless(page)
    hands.follow(page, "Skriv")
    faultless(page)
    page.locator("#text-start").fill("Skolan kallar.")
    saved = page.locator("article", has=page.locator("#text-start")).locator("[data-save]")
    expect(saved).to_contain_text("Sparat kl.")
    hands.follow(page, "Till rutinen")
    says(page, "Skolan kallar.")
    with as_loader():
        return RoutineVersion.objects.get()


def _decided(hands: Hands, page, faultless) -> None:
    hands.follow(page, "Notera beslutet")
    faultless(page)
    hands.fill(page, "said", "På mötet")
    hands.fill(page, "review_on", w.later(365).isoformat())
    hands.click(page, "button", "Spara beslutet")
    says(page, "Beslutet är noterat.")
    faultless(page)


def _adapted(hands: Hands, page, first: RoutineVersion, faultless) -> RoutineVersion:
    page.goto(reverse("groups:routine_detail", args=[first.pk]))
    faultless(page)
    hands.follow(page, "Anpassa till området")
    faultless(page)
    hands.click(page, "button", "Börja på anpassningen")
    says(page, "Utkastet är påbörjat.")
    faultless(page)
    _decided(hands, page, faultless)
    with as_loader():
        return RoutineVersion.objects.get(adapts=first)


def test_what_each_area_has_is_seen_compared_and_made_known(town, browser_of, faultless):
    hands = Hands()
    original = w.regional(town, "Skolan får kalla.")
    w.decided(town, w.adapted(town, original), text="Skolan ska kalla.")
    w.renewed(town, original, "officer", "Skolan och BUP kallar.")
    local = w.decided(town, w.drafted(town, subject="absence", title="När elever är borta länge"))
    worker = browser_of(town.people["worker"])
    worker.goto(reverse("groups:routine_list"))
    hands.follow(worker, "Rutiner i områdena")
    faultless(worker)
    hands.follow(worker, "Jämför två områden")
    faultless(worker)
    for name, area in (("first", town.area), ("second", town.other)):
        with worker.expect_response(lambda response: "sida-vid-sida" in response.url):
            hands.choose(worker, name, area.name)
    says(worker, "Skolan och BUP kallar.")
    faultless(worker)
    chair = browser_of(town.people["chair"])
    chair.goto(reverse("groups:routine_detail", args=[local.pk]))
    hands.follow(chair, "Be medlemmarna läsa")
    faultless(chair)
    hands.click(chair, "button", "Skicka")
    says(chair, "3 personer är tillfrågade.")
    reader = browser_of(town.people["bup_head"], width=390)
    reader.goto("/")
    hands.take_up(reader, "Läs och bekräfta")
    faultless(reader)
    hands.click(reader, "button", "Jag har läst")
    says(reader, "Tack. Det är noterat att du har läst.")
    faultless(reader)
    chair.reload()
    hands.follow(chair, "1 av 3 har läst.")
    faultless(chair)
    hands.follow(chair, "Påminn dem som inte har läst")
    faultless(chair)
    hands.click(chair, "button", "Påminn")
    says(chair, "De är påminda.")
