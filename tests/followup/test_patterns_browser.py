"""The quarters in a real browser: empty, waiting for their release, with what changed, and the rows of a number."""

from datetime import date

import pytest
from django.urls import reverse

from tests.followup.test_patterns import PAGE, Q2, Q3, kept, released, submitted

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_quarter_is_read_before_and_after_it_is_published(town, browser_of, faultless, width):
    page = browser_of(town.assignments["secretary"], width=width)
    page.goto(PAGE)
    faultless(page)

    for _number in range(9):
        submitted(town, date(2025, 5, 5))
    released(town, kept(town, Q2))
    for _number in range(16):
        submitted(town, date(2025, 7, 5))
    for _number in range(3):
        submitted(town, date(2025, 8, 30), category="routine", against=town.social)
    third = kept(town, Q3, at=date(2026, 3, 3))
    page.goto(PAGE)
    assert page.locator("dt", has_text="Växer").count() == 1
    faultless(page)

    page.goto(reverse("followup:pattern_release", args=[third.pk]))
    faultless(page)
    released(town, third, at=date(2026, 3, 4))
    page.goto(f"{reverse('followup:pattern_rows', args=[third.pk])}?tal=all")
    assert page.locator('th[scope="row"]').count() > 0
    faultless(page)
