"""A group's plan of the year from its first word to what the year gave, in real browsers. [F49]"""

import pytest
from django.urls import reverse

from groups.models import ActionPlan
from tests.database import as_loader
from tests.groups.meetings.test_journey import Hands, says
from tests.groups.year import walk as w

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_plan_is_written_decided_worked_by_and_followed_up(town, browser_of, faultless):
    hands = Hands()
    chair = browser_of(town.people["chair"])
    plan = _drafted(hands, chair, town, faultless)
    w.decision_of(town)
    hands.follow(chair, "Notera beslutet")
    faultless(chair)
    chair.locator("[name=decision]").select_option(index=1)
    hands.click(chair, "button", "Spara beslutet")
    says(chair, "Beslutet är noterat.")
    reader = browser_of(town.people["politician"], width=390)
    reader.goto(reverse("groups:action_plan_list"))
    faultless(reader)
    hands.follow(reader, f"Handlingsplan {w.year()}, {town.steering.name}")
    says(reader, "Fler i skolan")
    faultless(reader)
    hands.follow(chair, "Notera hur det går: Möte om skolfrånvaro")
    faultless(chair)
    hands.check(chair, "Klar")
    hands.click(chair, "button", "Spara")
    faultless(chair)
    hands.fill(chair, "result", "Två möten är hållna.")
    hands.click(chair, "button", "Spara")
    says(chair, "Gruppen arbetar efter planen.")
    hands.follow(chair, "Följ upp planen")
    hands.fill(chair, "outcome", "Fler barn är i skolan.")
    hands.click(chair, "button", "Spara uppföljningen")
    says(chair, "Året är uppföljt.")
    faultless(chair)
    small = browser_of(town.people["chair"], width=390)
    for name, one in (("year_detail", town.steering), ("action_plan_detail", plan), ("forum_detail", town.steering)):
        small.goto(reverse(f"groups:{name}", args=[one.pk]))
        faultless(small)


def _drafted(hands: Hands, page, town, faultless) -> ActionPlan:
    page.goto(reverse("groups:forum_detail", args=[town.steering.pk]))
    hands.follow(page, "Öppna årets arbete")
    faultless(page)
    hands.follow(page, "Börja på en handlingsplan")
    faultless(page)
    hands.click(page, "button", "Börja")
    says(page, "Utkastet är påbörjat.")
    faultless(page)
    hands.follow(page, "Lägg till ett fokusområde")
    hands.fill(page, "title", "Skolnärvaro")
    hands.click(page, "button", "Lägg till")
    hands.follow(page, "Lägg till en aktivitet")
    hands.click(page, "button", "Lägg till")
    faultless(page)
    hands.fill(page, "what", "Möte om skolfrånvaro")
    hands.fill(page, "goal", "Fler i skolan")
    hands.choose(page, "focus", "Skolnärvaro")
    hands.choose(page, "answers", town.steering.name)
    hands.fill(page, "due_on", w.last_day().isoformat())
    hands.click(page, "button", "Lägg till")
    says(page, "Aktiviteten är tillagd.")
    hands.follow(page, "Skriv")
    faultless(page)
    page.locator("#text-1").fill("Hur ser vi det tidigare?")
    hands.follow(page, "Till planen")
    faultless(page)
    with as_loader():
        return ActionPlan.objects.get()
