"""The quarters' page in a real browser: prepared by one, published by another, read without a fault at both widths."""

from datetime import date

import pytest

from tests.followup.test_patterns import PAGE, Q2, kept, released, submitted

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_quarter_is_read_before_and_after_it_is_published(town, browser_of, faultless, width):
    for _number in range(9):
        submitted(town, date(2025, 5, 5))
    for _number in range(6):
        submitted(town, date(2025, 6, 30), category="routine", against=town.social)
    page = browser_of(town.assignments["secretary"], width=width)
    page.goto(PAGE)
    faultless(page)

    released(town, kept(town, Q2))
    page.goto(PAGE)

    assert page.locator("table").count() >= 1
    faultless(page)
