"""An item proposed by a member, put off and taken in by the chair, in a real browser. [F32]"""

import pytest
from django.urls import reverse

from tests.groups.meetings import table as t
from tests.groups.seats.test_journey import follow, press, says

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 390])
def test_an_item_from_its_proposal_to_the_agenda(town, browser_of, faultless, width):
    t.planned(town)
    member, chair = (browser_of(town.people[who], width=width) for who in ("bup_head", "chair"))
    member.goto(reverse("groups:forum_detail", args=[town.steering.pk]))
    follow(member, "Föreslå en punkt till dagordningen")
    faultless(member)
    press(member, "Skicka förslaget")
    says(member, "Tre svar behöver rättas")
    faultless(member)
    member.locator("[name=title]").fill("Väntetider till utredning")
    member.locator("[name=purpose][value=discuss]").check()
    member.locator("[name=why]").fill("Fler väntar längre än för ett år sedan.")
    press(member, "Skicka förslaget")
    chair.goto("/")
    with chair.expect_navigation():
        chair.locator(".duty", has_text="Väntetider").locator("a.ds-button").click()
    faultless(chair)
    follow(chair, "Ta upp senare")
    press(chair, "Skjut upp")
    says(chair, "Tas upp senare")
    follow(chair, "Ta in på dagordningen")
    chair.locator("[name=meeting]").select_option(index=1)
    press(chair, "Ta in punkten")
    says(chair, "Inga förslag här.")
    faultless(chair)
