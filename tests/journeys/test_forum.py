"""One child's way to the individual forum in a real browser; interactions are counted. [design: bars]"""

from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import expect

from core import clock
from sip.individual_forum.models import MinutesSection, Occasion
from tests.database import as_loader
from tests.sip import town as t

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


class Hand:
    """Counts what a person does: each click, choice or filled field is one interaction."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def click(self, role: str, name: str, *, within=None) -> None:
        self.count += 1
        (within or self.page.locator("main")).get_by_role(role, name=name, exact=True).first.click()

    def fill(self, field: str, text: str) -> None:
        self.count += 1
        self.page.locator(f"[name={field}]").fill(text)

    def check(self, label: str) -> None:
        self.count += 1
        self.page.get_by_label(label, exact=True).check()


def test_a_need_becomes_a_case_with_consent(town, as_user, faultless):
    page = as_user("teacher")
    hand = Hand(page)
    page.goto("/barn/ny/")
    hand.click("button", "Registrera barnet")
    expect(page.locator(".errors")).to_be_focused()
    faultless(page)
    _register(hand, town)
    faultless(page)
    hand.click("link", "Lyft till individforum")
    for fields in _answers():
        for name, text in fields.items():
            hand.fill(name, text) if text else page.locator(f"[name={name}]").first.check()
        faultless(page)
        hand.click("button", "Fortsätt")
    hand.check("Barnenheten Öster")
    hand.check("BUP Norr")
    faultless(page)
    hand.click("button", "Fortsätt")
    faultless(page)
    hand.click("button", "Lyft ärendet")
    expect(page.locator("h1")).to_contain_text("Individforum")
    faultless(page)
    _consent(hand, faultless)
    page.set_viewport_size({"width": 390, "height": 844})
    faultless(page)


def _register(hand: Hand, town) -> None:
    for name, text in {"given_name": "Elsa", "family_name": "Provsson", "birth_date": "2014-03-12"}.items():
        hand.fill(name, text)
    hand.check("Flicka")
    hand.page.locator("[name=district]").select_option(str(town.east.pk))
    hand.fill("guardian_1", "Anna Provsson")
    hand.check("Gemensam vårdnad")
    hand.fill("guardian_2", "Erik Provsson")
    hand.click("button", "Registrera barnet")
    expect(hand.page.locator("h1")).to_have_text("Elsa Provsson")


def _answers() -> list[dict]:
    noticed = (clock.today() - timedelta(days=3)).isoformat()
    return [
        {"need_noticed_on": noticed, "need": "Barnet kommer inte till skolan."},
        {"reason": "", "tried": "Två möten med hemmet."},
        {"question": "Vem samordnar stödet?"},
    ]


def _consent(hand: Hand, faultless) -> None:
    hand.page.locator(".head").get_by_role("link", name="Registrera samtycke").click()
    faultless(hand.page)
    for answer in hand.page.locator("[name^=guardian_][value=yes]").all():
        answer.check()
    hand.fill("document_place", "Pärm 3")
    hand.page.locator("[name=child_view]").first.check()
    hand.fill("child_view_text", "Jag vill gå i skolan")
    hand.click("button", "Spara samtycket")
    expect(hand.page.locator("main")).to_contain_text("Samtycket är komplett och gäller nu.")


def test_the_forum_is_called_in_at_most_eight_interactions_without_scripts(town, as_user):
    case = t.raised(town)
    t.consented(town, case)
    page = as_user("convenor", scripts=False)
    page.goto("/")
    hand = Hand(page)
    hand.click("link", case.case.code)
    hand.click("link", "Kalla till möte")
    hand.fill("day", (clock.today() + timedelta(days=5)).isoformat())
    hand.fill("place", "Rum 3")
    hand.click("button", "Kalla till möte")

    expect(page.locator("main")).to_contain_text("Cheferna är kallade.")
    assert hand.count <= 8


def test_a_manager_answers_in_two_interactions_on_a_phone(town, as_user, faultless):
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    page = as_user("bup_manager", width=390)
    page.goto("/")
    hand = Hand(page)
    page.locator("a[href*='/svar/']").first.click()
    hand.count += 1
    faultless(page)
    hand.click("button", "Ja, jag kommer")

    expect(page.locator("main")).to_contain_text("Ditt svar är sparat.")
    assert hand.count <= 2
    faultless(page)


def test_the_minutes_save_themselves_and_outlive_the_session(town, as_user, faultless):
    page = _at_the_minutes(town, as_user)
    faultless(page)
    box, status = page.locator("textarea[name=text]").first, page.locator("[data-save]").first
    box.fill("Vi är överens om läget.")
    expect(status).to_contain_text("Sparat kl.")

    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    box.fill("Vi är överens om läget. Skrivet efter utloggning.")
    expect(status).to_contain_text("Du är utloggad. Texten finns kvar här.")
    assert box.input_value().endswith("Skrivet efter utloggning.")
    with as_loader():
        assert MinutesSection.objects.order_by("order").first().text == "Vi är överens om läget."


def _at_the_minutes(town, as_user):
    """After the sitting: attendance noted, the editor open."""
    case = t.raised(town)
    t.consented(town, case)
    occasion = t.called(town, case)
    with as_loader():
        Occasion.objects.filter(pk=occasion.pk).update(starts_at=clock.now() - timedelta(seconds=1))
    page = as_user("convenor")
    page.goto(f"/barn/arenden/{case.pk}/")
    page.get_by_role("link", name="Notera närvaro").click()
    for answer in page.locator("[name^=call_][value=present]").all():
        answer.check()
    page.get_by_role("button", name="Spara närvaron").click()
    expect(page.locator("h1")).to_contain_text("Protokoll")
    return page
