"""A file is chosen, looked through and taken in, in a browser, at both widths."""

import pytest
from django.urls import reverse

from tests.browsers import WIDTHS
from tests.core.intake import files
from tests.core.intake.test_people import HEAD, maj, row

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_from_the_first_page_to_the_answer(town, browser_of, faultless, width):
    def chosen(page, *rows):
        page.goto(reverse("intake:start"))
        content = files.csv(*(";".join(one) for one in rows))
        page.set_input_files("input[type=file]", {"name": "personer.csv", "mimeType": "text/csv", "buffer": content})
        page.click("text=Visa vad filen gör")

    page = browser_of(town.ada, width=width)
    page.goto(reverse("intake:start"))
    faultless(page)
    page.click("text=Visa vad filen gör")
    page.wait_for_selector(".errors")
    faultless(page)
    chosen(
        page,
        [*HEAD, "Skostorlek"],
        [*row(), "39"],
        [*row(role="Chefen", unit="Barnenhetn"), "40"],
        [*maj(last=""), "1"],
    )
    faultless(page)
    chosen(
        page,
        HEAD,
        row(title="Kurator"),
        row(email="b@prov.example", given="Bodil", role="Rektor"),
        maj(family="Ek Lind"),
    )
    faultless(page)
    page.click("text=Läs in allt")
    page.wait_for_selector("text=Återta förslagen")
    faultless(page)

    other = browser_of(town.bo, width=width)
    other.goto(reverse("people:grant_list"))
    faultless(other)
    other.click("text=Roller ur en fil")
    faultless(other)
    other.click("text=Godkänn alla")
    other.wait_for_selector("text=Alla förslag är besvarade.")
    faultless(other)


def test_a_file_of_units_and_its_decision(county, browser_of, faultless):
    head = ["Verksamhet", "Huvudman", "Typ", "BUS-områden", "Beskrivning"]
    rows = (
        head,
        ["Nya skolan", "Staden", "Skola", "Oster", ""],
        ["Skolan", "Staden", "Skola", "Vaster", "Undervisar."],
    )
    page = browser_of(county.ada)
    page.goto(reverse("intake:start"))
    page.check("input[value=units]")
    content = files.csv(*(";".join(one) for one in rows))
    page.set_input_files("input[type=file]", {"name": "enheter.csv", "mimeType": "text/csv", "buffer": content})
    page.click("text=Visa vad filen gör")
    faultless(page)
    page.click("text=Läs in allt")
    page.wait_for_selector("text=Återta förslaget")
    faultless(page)
