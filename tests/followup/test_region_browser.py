"""The region's year in a real browser: empty, with the areas beside each other, written, published."""

import pytest
from django.urls import reverse

from tests.database import as_loader
from tests.followup import region_town as r
from tests.followup import town as t

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_regions_year_is_read_empty_laid_together_and_published(town, browser_of, faultless, width):
    compilation = r.opened(town)
    page = browser_of(town.assignments["secretary"], width=width)
    url = reverse("followup:region", args=[compilation.pk])
    page.goto(url)
    faultless(page)

    r.some_held(town, east={"girl": 6, "boy": 2}, south={"girl": 16, "boy": 7})
    for number in range(9):
        t.deviation(town, category=("absence", "routine")[number % 2])
    r.sent_on(town)
    r.sent_on(town, town.other_area)
    r.collected(town, compilation)
    page.goto(url)
    assert page.locator("tbody th", has_text="Tillsammans").count() > 0
    faultless(page)
    page.goto(reverse("followup:region_texts", args=[compilation.pk]))
    faultless(page)
    with as_loader():
        section = compilation.sections.get(key="answer")
    page.locator(f"#text-{section.key}").fill("Barnet 19121212-1212 fick vänta")
    page.locator("form", has=page.locator(f"#text-{section.key}")).get_by_role("button").click()
    faultless(page)

    r.published(town, compilation, answer="Vi ordnar ersättare i hela länet.", plain="Fler barn får hjälp.")
    page.goto(url)
    assert page.get_by_text("Vi ordnar ersättare i hela länet.").count() == 1
    faultless(page)
