"""What is called is moved, widened and cancelled, and what was decided is followed up, in the browser. [P-83, F117]"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core import clock
from core.access import acting_as
from sip.individual_forum import holding
from sip.individual_forum.models import Call, MinutesSection, Occasion
from tests.database import as_loader
from tests.sip import town as t


def more(page, url: str, label: str) -> None:
    """A verb under «Mer»."""
    page.goto(url)
    page.get_by_text("Mer", exact=True).first.click()
    page.get_by_role("link", name=label, exact=True).click()


pytestmark = pytest.mark.full


def test_a_called_sitting_is_moved_widened_and_cancelled(town, as_user, faultless):
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    page, url = as_user("convenor"), f"/barn/arenden/{case.pk}/"

    more(page, url, "Flytta mötet")
    faultless(page)
    page.locator("[name=place]").fill("")
    page.get_by_role("button", name="Flytta mötet").click()
    faultless(page)
    page.locator("[name=place]").fill("Rådhuset, rum 4")
    page.get_by_role("button", name="Flytta mötet").click()
    expect(page.locator("main")).to_contain_text("Platsen är ändrad.")

    more(page, url, "Kalla fler")
    faultless(page)
    page.get_by_label("Siv Sekreterare").check()
    page.get_by_role("button", name="Skicka kallelsen").click()
    expect(page.locator("main")).to_contain_text("Siv Sekreterare")
    faultless(page)

    more(page, url, "Lägg till en verksamhet")
    faultless(page)

    more(page, url, "Ställ in mötet")
    faultless(page)
    page.get_by_label("Någon som behövs kan inte komma").check()
    page.get_by_role("button", name="Ställ in mötet").click()
    expect(page.locator("main")).to_contain_text("Mötet ställdes in.")
    faultless(page)


def test_the_manager_who_was_called_follows_the_decision_up(town, as_user, faultless):
    case = t.raised(town)
    t.consented(town, case)
    occasion = t.called(town, case)
    with as_loader():
        Occasion.objects.filter(pk=occasion.pk).update(starts_at=clock.now() - timedelta(seconds=1))
    with acting_as(town.convenor) as by:
        came = {call.pk: "present" for call in Call.objects.filter(case_id=case.pk)}
        minutes = holding.hold_occasion(case, by=by, attendance=came)
        for section in MinutesSection.objects.filter(minutes=minutes):
            holding.save_section(section, by=by, text="Vi är överens.", version=0)
        due = clock.today() + timedelta(days=10)
        holding.add_decision(minutes, by=by, text="Utse en samordnare.", unit=town.bup, due_on=due)
    t.approved(town, case, by=town.head)
    page = as_user("bup_manager")
    page.goto("/")
    faultless(page)
    page.locator("a[href*='/beslut/']").first.click()
    faultless(page)
    page.locator("[name=result]").fill("Samordnaren är utsedd.")
    page.locator("[name=done_on]").fill(clock.today().isoformat())
    page.get_by_role("button", name="Spara uppföljningen").click()
    expect(page.locator("h1")).to_contain_text("Protokoll")
    expect(page.locator("table")).to_contain_text("Samordnaren är utsedd.")
    faultless(page)
