"""A time for the next meeting: asked, answered from the start page, seen and chosen, in a real browser. [F31]"""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from tests.groups.seats.test_journey import press, says

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_time_is_asked_about_answered_and_chosen(town, browser_of, faultless, width):
    today, chair = clock.today(), browser_of(town.people["chair"], width=width)
    chair.goto(reverse("groups:poll_new", args=[town.steering.pk]))
    faultless(chair)
    for n, day in enumerate((7, 8), 1):
        chair.locator(f"[name=day_{n}]").fill(str(today + timedelta(days=day)))
    press(chair, "Skicka frågan")
    says(chair, "Ett svar behöver rättas")
    faultless(chair)
    chair.locator("[name=at_2]").fill("09.30")
    chair.locator("[name=reply_by]").fill(str(today + timedelta(days=3)))
    press(chair, "Skicka frågan")
    says(chair, "0 av 3 har svarat.")
    bup = browser_of(town.people["bup_head"], width=width)
    bup.goto("/")
    with bup.expect_navigation():
        bup.locator(".duty", has_text="kan mötas").locator("a.ds-button").click()
    faultless(bup)
    for answer in bup.get_by_label("Kan", exact=True).all():
        answer.check()
    press(bup, "Skicka svaren")
    says(bup, "1 av 3 har svarat.")
    chair.reload()
    says(chair, "Passar bäst")
    faultless(chair)
    with chair.expect_navigation():
        chair.locator(".rows a.ds-button").first.click()
    faultless(chair)
    press(chair, "Välj tiden")
    says(chair, "Mötet är planerat.")
