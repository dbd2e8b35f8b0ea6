"""A question goes from the steering group to BUSSAM and on to the politicians, and comes back, in a real browser."""

import pytest
from django.urls import reverse

from groups.meetings.services import planning
from groups.models import LiftedQuestion
from tests.database import as_loader
from tests.groups.meetings import table as t
from tests.groups.seats.test_journey import follow, further, press, says

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_question_goes_up_and_its_answer_comes_down(town, browser_of, faultless):
    with t.as_(town, "answers") as me:
        planning.plan_meeting(town.bussam, by=me, when=t.ahead())
    _lifted(browser_of(town.people["chair"]), faultless, town)
    _prepared(browser_of(town.people["answers"]), faultless)
    _answered(browser_of(town.people["elected"]), faultless)
    _received(browser_of(town.people["chair"]), faultless)
    with as_loader():
        question = LiftedQuestion.objects.get()
        assert (question.status, [*question.steps.values_list("status", flat=True)]) == (
            "confirmed",
            ["passed_on", "answered"],
        )


def _lifted(page, faultless, town) -> None:
    page.goto(reverse("groups:lift_list"))
    says(page, "Inga frågor här.")
    faultless(page)
    page.goto(reverse("groups:forum_detail", args=[town.steering.pk]))
    faultless(page)
    follow(page, "Lyft en fråga till BUSSAM")
    faultless(page)
    press(page, "Lyft frågan")
    says(page, "Fyra svar behöver rättas")
    faultless(page)
    page.locator("[name=title]").fill("Vem skjutsar barn som bor växelvis?")
    page.locator("[name=text]").fill("Barn som bor hos båda föräldrarna får olika svar i två kommuner.")
    page.locator("[name=why]").fill("Reglerna skiljer sig mellan kommunerna.")
    page.get_by_label("Ett beslut").check()
    press(page, "Lyft frågan")
    says(page, "Frågan är lyft.")
    says(page, "BUSSAM har fått frågan och ska ta emot den.")
    faultless(page)


def _prepared(page, faultless) -> None:
    page.goto("/")
    with page.expect_navigation():
        page.locator(".duty", has_text="Svara på en lyft fråga").locator("a.ds-button").click()
    follow(page, "Ta emot frågan")
    faultless(page)
    press(page, "Ta emot")
    further(page, "Skriv en beredning")
    faultless(page)
    page.locator("[name=text]").fill("Fyra kommuner har samma fråga.")
    press(page, "Spara")
    further(page, "Ta upp frågan på ett möte")
    faultless(page)
    page.locator("[name=meeting]").select_option(index=1)
    press(page, "Lägg till på dagordningen")
    says(page, "Tas upp på mötet")
    faultless(page)
    further(page, "Skicka frågan vidare uppåt")
    faultless(page)
    page.locator("[name=message]").fill("BUSSAM föreslår att skolkommunen svarar.")
    press(page, "Skicka vidare")
    says(page, "Frågan är skickad vidare.")
    faultless(page)


def _answered(page, faultless) -> None:
    page.goto(reverse("groups:lift_list"))
    faultless(page)
    follow(page, "Vem skjutsar")
    follow(page, "Ta emot frågan")
    press(page, "Ta emot")
    follow(page, "Svara på frågan")
    page.locator("[name=answer]").fill("Den kommun där barnet går i skola svarar för skjutsen.")
    press(page, "Skicka svaret")
    says(page, "Gruppen bad om ett beslut.")
    faultless(page)
    page.locator("[name=decided_as]").fill("4 maj, paragraf 12")
    press(page, "Skicka svaret")
    says(page, "Frågan är besvarad.")
    faultless(page)


def _received(page, faultless) -> None:
    page.goto("/")
    faultless(page)
    with page.expect_navigation():
        page.locator(".duty", has_text="Ta emot svaret").locator("a.ds-button").click()
    says(page, "Den kommun där barnet går i skola svarar för skjutsen.")
    faultless(page)
    follow(page, "Ta emot svaret")
    faultless(page)
    page.locator("[name=did]").fill("Rutinen är ändrad och skolorna vet.")
    press(page, "Ta emot svaret")
    says(page, "frågade och har fått svar.")
    faultless(page)
