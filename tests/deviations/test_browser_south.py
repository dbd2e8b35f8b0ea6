"""The other county's ladder in browsers: no forum and no secretariat, rung by rung to the managers' forum and back."""

import pytest
from playwright.sync_api import expect

from tests.database import as_loader
from tests.deviations import build
from tests.deviations.test_browser import as_user

__all__ = ["as_user"]
pytestmark = pytest.mark.full
RUNGS = [
    "Ansvariga chefer",
    "BUS-grupp",
    "Beredningsgrupp barn och unga",
    "Chefsforum barn och unga",
    "Politiskt samverkansforum",
]


@pytest.fixture
def town(transactional_db):
    with as_loader():
        return build.make_south_town()


def lift(page, why: str) -> None:
    page.goto("/avvikelser/att-svara-pa/")
    page.locator("summary", has_text="Lyft frågan").click()
    page.get_by_label("Varför lyfts frågan").fill(why)
    page.get_by_role("button", name="Lyft frågan").click()
    expect(page.get_by_text("Frågan är lyft.")).to_be_visible()


def test_a_report_climbs_the_other_ladder_and_its_answer_comes_back_without_scripts(as_user, town, faultless):
    reporter = as_user("reporter", scripts=False, width=390)
    reporter.goto("/avvikelser/anmal/")
    assert reporter.get_by_text("sekretariat").count() == reporter.get_by_text("individforum").count() == 0
    reporter.get_by_label("Vilken verksamhet gäller det").select_option(label="BUP Söder")
    reporter.get_by_label("Vi är oense om vem som betalar").check()
    reporter.get_by_label("Vad hände", exact=True).fill("Mamma till Tindra ringde. Vi är inte överens.")
    reporter.get_by_label("Barnet blev utan stöd").check()
    reporter.get_by_role("button", name="Skicka anmälan").click()
    expect(reporter.get_by_text("”Tindra”").first).to_be_visible()  # a likely name is pointed at before it is sent
    reporter.get_by_role("button", name="Byt").first.click()
    expect(reporter.get_by_label("Vad hände", exact=True)).to_have_value(
        "Mamma till barnet ringde. Vi är inte överens."
    )
    reporter.get_by_role("button", name="Skicka anmälan").click()
    expect(reporter.get_by_text("är skickad")).to_be_visible()
    code = reporter.locator("h1 .code").inner_text()
    page_text = reporter.locator("main").inner_text()
    places = [page_text.index(rung) for rung in RUNGS]
    assert places == sorted(places)
    assert "sekretariat" not in page_text.lower()
    assert "individforum" not in page_text.lower()

    head = as_user("head", scripts=False)
    head.goto("/avvikelser/att-svara-pa/")
    head.locator("summary", has_text="Frågan är principiell").click()
    head.get_by_label("Varför är frågan principiell").fill("Gäller hela länsdelen")
    head.get_by_role("button", name="Frågan är principiell").click()
    expect(head.get_by_text("Frågan är markerad som principiell.")).to_be_visible()

    lift(as_user("coordinator", scripts=False), "Vi läser överenskommelsen olika.")
    lift(as_user("prep", scripts=False), "Det gäller alla länsdelar.")

    managers = as_user("managers", scripts=False)
    managers.goto("/avvikelser/att-svara-pa/")
    managers.get_by_label("Svaret").fill("Den som först ser behovet betalar tills annat är bestämt.")
    managers.get_by_role("button", name="Skicka svaret").click()
    expect(managers.get_by_text("Svaret är skickat.")).to_be_visible()

    reporter.goto("/avvikelser/")
    reporter.locator("li", has_text=code).get_by_role("link").click()
    expect(reporter.get_by_text("Den som först ser behovet betalar tills annat är bestämt.")).to_be_visible()
    seen_by = as_user("reporter")
    seen_by.goto(reporter.url)
    faultless(seen_by)
