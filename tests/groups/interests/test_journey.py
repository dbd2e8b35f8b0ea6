"""How the children's best is assessed in a decision, noted at the table and read by the forum, in a real browser."""

import pytest
from django.urls import reverse

from tests.groups.evaluation.test_pages import meeting_url
from tests.groups.interests.test_interests import WORDS, decided, noted, url_of
from tests.groups.meetings import table as t
from tests.groups.seats.test_journey import press, says

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def test_how_the_childrens_best_is_assessed_in_a_decision(town, browser_of, faultless):
    meeting = t.held(town)
    first, second, third = (decided(town, meeting, f"Rutin {n} antas och gäller hela området.") for n in range(1, 4))
    noted(town, second)
    noted(town, third, "nobody")
    page = browser_of(town.people["chair"])
    page.goto(reverse("groups:meeting_write", args=[meeting.pk]))
    faultless(page)
    page.goto(url_of(first))
    faultless(page)
    page.locator("[name=concerns][value=assessed]").check()
    press(page, "Spara")
    says(page, "Fyra svar behöver rättas")
    faultless(page)
    for name, text in WORDS.items():
        page.locator(f"[name={name}]").fill(text)
    press(page, "Spara")
    says(page, "Det är antecknat till beslutet.")
    for address in (meeting_url(meeting), reverse("groups:forum_detail", args=[town.steering.pk])):
        page.goto(address)
        faultless(page)
