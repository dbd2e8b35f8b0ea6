"""An agreement that holds: its members read it, a party looks at its own part, all see whether it is kept."""

import pytest
from django.urls import reverse

from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.agreements import walk as w
from tests.groups.meetings.test_journey import Hands, says

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]
WRITTEN = ("structure", "sip", "deviations", "consent", "quality", "follow_up")


def test_an_agreement_that_holds_is_read_looked_at_and_shown_as_kept(town, browser_of, faultless):
    hands = Hands()
    agreement = w.in_force(town, w.wrote(town, w.drafted(town), keys=WRITTEN))
    with as_loader():
        b.make_requirement(town.region, town.steering.kind, "Habilitering", ["habilitation"])
        for code in ("DL-26", "DL-27", "DL-47B", "DL-54"):
            make_rule(town.region, code)
    chair, member = browser_of(town.people["chair"]), browser_of(town.people["bup_head"], width=390)
    chair.goto(reverse("groups:agreement_detail", args=[agreement.pk]))
    hands.follow(chair, "Be medlemmarna läsa")
    faultless(chair)
    hands.click(chair, "button", "Skicka")
    says(chair, "0 av 3 har läst.")
    member.goto("/")
    hands.take_up(member, "Läs och bekräfta")
    faultless(member)
    hands.click(member, "button", "Jag har läst")
    says(member, "Det är noterat att du har läst.")
    with member.expect_navigation():
        member.locator("main").get_by_role("link", name="Skriv in uppföljningen").click()
    faultless(member)
    hands.click(member, "button", "Spara uppföljningen")
    faultless(member)
    hands.fill(member, "text", "Rutinen är känd i alla verksamheter.")
    hands.click(member, "button", "Spara uppföljningen")
    says(member, "Rutinen är känd i alla verksamheter.")
    chair.reload()
    says(chair, "1 av 3 har läst.")
    faultless(chair)
    hands.follow(chair, "Så hålls överenskommelsen")
    says(chair, "1 plats som krävs är tom.")
    faultless(chair)
    other = browser_of(town.people["worker"], width=390)
    other.goto(reverse("groups:agreement_kept", args=[agreement.pk]))
    says(other, "Följs i varje barns ärende:")
    faultless(other)
