"""A report from the school to the secretariat and back, in browsers of the people it passes. [design: 6 fields]"""

import pytest
from playwright.sync_api import expect

from deviations.forms import ReportForm
from deviations.models import DeviationDraft
from tests.database import as_loader
from tests.deviations import build, climb

pytestmark = pytest.mark.slow


@pytest.fixture
def town(transactional_db):
    with as_loader():
        return build.make_north_town()


@pytest.fixture
def as_user(browser_of, town):
    return lambda name, **how: browser_of(getattr(town, name), **how)


def test_a_report_climbs_to_the_secretariat_and_its_answer_comes_back_without_scripts(as_user, town, faultless):
    reporter = as_user("reporter", scripts=False, width=390)
    reporter.goto("/avvikelser/anmal/")
    answers = 0
    for act in (
        lambda: reporter.get_by_label("Vilken verksamhet gäller det").select_option(label="BUP Norr"),
        lambda: reporter.get_by_label("Vad hände", exact=True).fill(build.TEXT),
        lambda: reporter.get_by_label("Stödet dröjde").check(),
    ):
        act()
        answers += 1
    hidden = {"category", "names_ok"}  # what a link knows, and the yes that only a likely name asks for
    assert answers <= len(ReportForm.base_fields.keys() - hidden) <= 6
    reporter.get_by_role("button", name="Skicka anmälan").click()
    expect(reporter.get_by_text("är skickad")).to_be_visible()
    code = reporter.locator("h1 .code").inner_text()

    climb.mark_principled(as_user("head", scripts=False))
    climb.send_on(as_user("chair", scripts=False))
    climb.answer(as_user("officer", scripts=False))
    climb.reads_the_answer(reporter, code)


def test_what_is_typed_is_saved_while_it_is_typed(as_user, town, faultless):
    page = as_user("reporter")
    page.goto("/avvikelser/anmal/")
    page.get_by_label("Vad hände", exact=True).fill("Vi hade kallat")
    page.get_by_label("Vad har ni redan gjort").focus()
    expect(page.locator("[data-save]")).to_contain_text("Sparat kl.")
    with as_loader():
        assert DeviationDraft.objects.get().answers["description"] == "Vi hade kallat"
    page.reload()
    expect(page.get_by_label("Vad hände", exact=True)).to_have_value("Vi hade kallat")
    faultless(page)


def test_the_queue_is_worked_by_keyboard(as_user, town, faultless):
    for _number in range(3):
        build.at_secretariat(town)
    page = as_user("officer")
    page.goto("/avvikelser/att-svara-pa/")
    page.locator(".queue-list a[aria-current]").focus()  # the keys are the queue's own, WCAG 2.1.4
    for key, place in (("j", "2 av 3"), ("j", "3 av 3"), ("k", "2 av 3")):
        page.keyboard.press(key)
        expect(page.locator(".turn-page")).to_contain_text(place)
    faultless(page)
