"""Those who were at a meeting say how it was, and the forum reads it, in a real browser."""

import pytest
from django.urls import reverse

from tests.groups.evaluation import walk as w
from tests.groups.evaluation.test_pages import earlier, meeting_url
from tests.groups.meetings import table as t
from tests.groups.seats.test_journey import press, says

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def test_how_a_meeting_was_is_said_at_its_end_and_read_by_the_forum(town, browser_of, faultless):
    earlier(w.all_say(town, t.held(town), 2, 3, 3), 60)
    meeting = t.held(town)
    page = browser_of(town.people["bup_head"])
    page.goto("/")
    faultless(page)
    with page.expect_navigation():
        page.locator(".duty", has_text="Hur var mötet?").locator("a.ds-button").click()
    faultless(page)
    press(page, "Skicka")
    says(page, "svar behöver rättas")
    faultless(page)
    for key in w.keys_of(meeting):
        page.locator(f"[name={key}][value='5']").check()
    page.locator("[name=words]").fill("Bra att varje punkt fick en ansvarig.")
    press(page, "Skicka")
    says(page, "Tack. Ditt svar är räknat.")
    faultless(page)
    w.says(town, meeting, "chair", 3, "Vi hann inte med den sista punkten.")
    w.says(town, meeting, "school_head", 4)
    for address in (
        meeting_url(meeting),
        reverse("groups:forum_detail", args=[town.steering.pk]),
        reverse("groups:evaluation_list", args=[town.steering.pk]),
        reverse("groups:evaluation_list", args=[town.steering.pk]) + "?fraga=calm",
    ):
        page.goto(address)
        faultless(page)
