"""A year's survey is opened, answered and read in a real browser, without a fault on any page. [F133]"""

import pytest
from django.urls import reverse

from groups.models import SurveyRound
from tests.database import as_loader
from tests.groups.seats.test_journey import press, says
from tests.groups.surveys import walk as w
from tests.groups.surveys.test_pages import LIST, past, url

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def test_the_chair_opens_it_those_who_sit_there_answer_and_the_group_reads(town, browser_of, faultless):
    w.three_are_enough(town)
    w.earlier(w.all_say(town, w.opened(town), 5, 6, 6))
    chair, bup = browser_of(town.people["chair"]), browser_of(town.people["bup_head"], width=390)
    chair.goto(reverse("groups:survey_new", args=[town.steering.pk]))
    faultless(chair)
    press(chair, "Öppna enkäten")
    says(chair, "Enkäten är öppen.")
    faultless(chair)
    bup.goto("/")
    with bup.expect_navigation():
        bup.locator(".duty", has_text="Svara på Spindelmätning").locator("a.ds-button").click()
    faultless(bup)
    press(bup, "Skicka")
    says(bup, "svar behöver rättas")
    faultless(bup)
    with as_loader():
        one = SurveyRound.objects.get(answers=0)
    for key in one.questions:
        bup.locator(f"[name={key}][value='7']").check()
    press(bup, "Skicka")
    says(bup, "Tack. Ditt svar är räknat.")
    for who in ("chair", "school_head"):
        w.says(town, one, who, 6, "Vi ses för sällan.")
    past(one)
    for page in (bup, chair):
        for address in (url("detail", one), LIST, LIST + "?state=open"):
            page.goto(address)
            faultless(page)
