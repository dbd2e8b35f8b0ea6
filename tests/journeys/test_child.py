"""A child is registered, found again and looked after in a real browser; interactions are counted. [issue 3]"""

import pytest
from playwright.sync_api import expect

from core.access import acting_as
from sip.models import Child
from tests.access.around_child import surround
from tests.audit_rows import acts_of_child
from tests.journeys import steps as s
from tests.journeys.test_forum import Hand
from tests.sip import town as t

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MOST = 3  # interactions from the start page to the child's page


def found(page, words: str) -> int:
    """From the start page to the child's page; how many interactions it took."""
    hand = Hand(page)
    page.goto("/")
    hand.fill("words", words)
    hand.click("button", "Sök")
    hand.click("link", "Elsa Provsson")
    expect(page.locator("h1")).to_have_text("Elsa Provsson")
    return hand.count


def test_a_child_is_registered_and_found_in_three_interactions(town, as_user, faultless):
    page = as_user("teacher")
    s.register(page, town, faultless)
    page.goto("/")
    faultless(page)

    assert {words: found(page, words) for words in ("lsa", "12 mars 2014", "2014-03-12")} == dict.fromkeys(
        ("lsa", "12 mars 2014", "2014-03-12"), MOST
    )


def test_a_protected_child_on_a_phone(town, as_user, faultless):
    child = t.child_of(town)
    surround(child, town.teacher)
    page = as_user("teacher", width=390)
    page.goto(f"/barn/{child.pk}/")
    s.says(page, "Barnet har skyddade personuppgifter")
    hidden = page.locator("main").get_by_text("Öster", exact=True)
    expect(hidden).to_have_count(0)
    assert "child.protected_read" not in acts_of_child(child)
    faultless(page)
    s.press(page, "Visa skyddade uppgifter")
    s.says(page, "Att du har sett uppgifterna är noterat i loggen.")
    expect(hidden).to_have_count(1)
    assert acts_of_child(child).count("child.protected_read") == 1
    faultless(page)
    s.follow(page, "Tillbaka till barnets sida")
    for name in ("Anteckna skydd", "Lägg till ett nummer", "Lägg till en person", "Visa alla steg", "Så anmäler du"):
        s.follow(page, name)
        faultless(page)
        page.go_back()


def test_a_need_is_noted_by_hand(town, as_user, faultless):
    child = t.child_of(town)
    page = as_user("teacher")
    page.goto(f"/barn/{child.pk}/")
    s.follow(page, "Notera ett behov")
    page.locator("[name=noticed_on]").fill("2026-01-15")
    page.locator("[name=need]").fill(s.NEED)
    page.get_by_label("Risk för att barnet tar sitt liv", exact=True).check()
    faultless(page)
    s.press(page, "Fortsätt")
    s.says(page, "Kontakta både socialtjänsten och BUP genast")
    faultless(page)
    s.press(page, "Fortsätt")
    page.get_by_label("Erbjuda en SIP", exact=True).check()
    s.press(page, "Spara behovet")
    expect(page.locator(".errors")).to_be_focused()
    faultless(page)
    page.locator("[name=reason]").fill("Flera behöver göra något samtidigt.")
    s.press(page, "Spara behovet")
    s.says(page, "Behovet är noterat.")
    faultless(page)
    with acting_as(town.teacher):
        assert [need.position for need in Child.objects.get().needs.all()] == ["sip"]
