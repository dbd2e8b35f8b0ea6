"""A sheet in a real browser: chosen by a control, right to left where it should be, drawn by our own letters."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LOADED = "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family))"


@pytest.fixture
def town(transactional_db):
    from tests.database import as_loader
    from tests.sip.town import make_town

    with as_loader():
        return make_town()


def test_a_worker_picks_a_language_and_the_sheet_is_right_to_left(town, browser_of, faultless):
    page = browser_of(town.assignments["teacher"])
    page.goto(reverse("sip:sheet_list"))
    faultless(page)
    page.get_by_role("link", name="Vad ett samtycke betyder").click()
    faultless(page)

    for code, family, direction in (("prs", "Noto Sans Arabic", "rtl"), ("ti", "Noto Sans Ethiopic", "ltr")):
        page.select_option("[name=sprak]", code)
        page.get_by_role("button", name="Visa").click()
        article = page.locator("article.family")
        expect(article).to_have_attribute("lang", code)
        assert article.evaluate("(one) => getComputedStyle(one).direction") == direction
        assert article.locator(".swedish").first.evaluate("(one) => getComputedStyle(one).direction") == "ltr"
        assert family in "".join(page.evaluate(LOADED))
        page.set_viewport_size({"width": 390, "height": 844})
        faultless(page)
        page.set_viewport_size({"width": 1280, "height": 900})

    assert page.locator("html").get_attribute("lang") == "sv"


def test_the_list_of_languages_has_no_fault(town, browser_of, faultless):
    page = browser_of(town.assignments["admin"], scripts=True, width=390)
    page.goto(reverse("sip:family_languages"))

    expect(page.locator("tbody tr")).to_have_count(9)
    faultless(page)
