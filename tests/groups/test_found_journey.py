"""The search as people meet it: from any page, all kinds and one, nothing, and too short a word. [design]"""

import pytest
from playwright.sync_api import expect

from tests.browsers import WIDTHS
from tests.groups.test_found import town  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chair_finds_a_meeting_by_a_word_from_its_minutes(town, browser_of, faultless, width):  # noqa: F811
    page = browser_of(town.people["chair"], width=width)
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Sök", exact=True).click()
    faultless(page)
    _search(page, "avtalen")
    faultless(page)
    page.get_by_label("Bland").select_option("beslut")
    _search(page, "avtalen")
    expect(page.locator("main mark")).to_have_text(["avtalen"])
    faultless(page)
    _search(page, "om")
    expect(page.get_by_role("alert").filter(has_text="rättas")).to_contain_text("tre bokstäver")
    faultless(page)
    _search(page, "xylofon")
    expect(page.locator("main")).to_contain_text("Ingenting hittades.")
    faultless(page)
    page.get_by_label("Bland").select_option("moten")
    _search(page, "avtalen")
    with page.expect_navigation():
        page.locator("#results a").first.click()
    assert page.url.endswith(f"/moten/{town.meeting.pk}/")


def _search(page, words: str) -> None:
    page.get_by_label("Vad söker du?").fill(words)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Sök", exact=True).click()
