"""The parts in a real browser, under the real content security policy, without and with scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.ui import desk as desks

pytestmark = pytest.mark.slow
PAGES = ["", "oversikt/", "oversikt-tom/", "arende/", "lista/", "guide/", "svar/", "ko/", "bekrafta/", "fel-404/"]
PAGES = [f"/komponenter/{name}" for name in PAGES] + ["/tillganglighet/", "/personuppgifter/", "/skriv/"]
EXPECTED = ("status of 404", "status of 422")  # what the browser itself notes about a page with such a status


@pytest.fixture
def desk(monkeypatch):
    fresh = desks.Desk()
    monkeypatch.setattr(desks, "desk", fresh)
    return fresh


@pytest.fixture(scope="module")
def server():
    """A running server with somebody signed in and no database: the parts need none."""
    storage = "django.contrib.messages.storage.cookie.CookieStorage"
    with override_settings(MIDDLEWARE=desks.MIDDLEWARE, MESSAGE_STORAGE=storage, ROOT_URLCONF="tests.ui.urls"):
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture
def site(server, desk):
    return server


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_in_light_and_dark_wide_and_narrow(site, page, heard, path):
    page.goto(site + path)
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        violations = Axe().run(page).response["violations"]

        assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [note for note in heard if not any(usual in note for usual in EXPECTED)] == []


def test_a_filter_and_a_page_turn_change_the_rows_and_the_address(site, page):
    page.goto(f"{site}/komponenter/lista/")
    page.select_option("[name=lage]", "resolved")
    expect(page.locator("#results tbody tr")).to_have_count(11)
    assert "lage=resolved" in page.url

    page.select_option("[name=lage]", "")
    page.locator("a[rel=next]").click()
    expect(page.locator(".pages .num").first).to_have_text("26–50 av 64")
    page.go_back()
    expect(page.locator(".pages .num").first).to_have_text("1–25 av 64")


def test_the_assignments_are_listed_in_the_header_when_asked_for(site, page, clean_registry):
    choice = clean_registry.SwitchChoice("1", "Enhetschef", "Ungdomsenheten")
    clean_registry.switchable_assignments.set(lambda request: [choice])
    page.goto(f"{site}/komponenter/arende/")
    page.locator("details.role summary").click()

    expect(page.locator(".role-list button[name=assignment]")).to_have_text("EnhetschefUngdomsenheten")
    page.keyboard.press("Escape")
    expect(page.locator("details.role")).not_to_have_attribute("open", "")


def test_errors_get_the_focus_and_lead_to_their_controls(site, page):
    page.goto(f"{site}/komponenter/guide/")

    expect(page.locator(".errors")).to_be_focused()
    page.locator(".errors a").nth(1).click()
    expect(page.locator("#id_units_0")).to_be_focused()


def test_the_first_tab_stop_leads_past_the_header(site, page):
    page.goto(f"{site}/komponenter/arende/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#innehall")).to_be_focused()


def test_keys_turn_a_queue_only_when_it_has_focus(site, page):
    page.goto(f"{site}/komponenter/ko/")
    page.keyboard.press("j")
    assert page.url.endswith("/komponenter/ko/")

    page.locator(".queue-list [aria-current]").focus()
    page.keyboard.press("j")
    page.wait_for_url("**/?a=2#tangent")
    expect(page.locator(".queue-list [aria-current]")).to_be_focused()


def test_what_is_typed_is_saved_by_itself(site, page, desk):
    page.goto(f"{site}/skriv/")
    page.fill("#id_text", "Vi enades om tre saker.")

    expect(page.locator("[data-save]")).to_contain_text("Sparat kl.")
    assert (desk.text, desk.version) == ("Vi enades om tre saker.", 2)


def test_two_writers_see_both_texts_and_neither_is_lost(site, page, desk):
    page.goto(f"{site}/skriv/")
    desk.version, desk.text = 5, "Den andras text"
    page.fill("#id_text", "Min text")

    expect(page.locator("[data-theirs]")).to_have_text("Den andras text")
    assert page.input_value("#id_text") == "Min text"
    assert desk.text == "Den andras text"
    page.locator("[data-keep]").click()
    expect(page.locator("[data-conflict]")).to_be_hidden()
    expect(page.locator("[data-save]")).to_contain_text("Sparat kl.")
    assert (desk.text, desk.version) == ("Min text", 6)


def test_a_text_outlives_sign_out_and_lost_contact(site, page, desk):
    page.goto(f"{site}/skriv/")
    desk.signed_in = False
    page.fill("#id_text", "Efter utloggning")
    expect(page.locator("[data-save]")).to_contain_text("Du är utloggad. Texten finns kvar här.")
    assert page.input_value("#id_text") == "Efter utloggning"

    desk.signed_in = True
    page.route("**/skriv/", lambda route: route.abort())
    page.fill("#id_text", "Utan kontakt")
    expect(page.locator("[data-save]")).to_contain_text("Ingen kontakt.")
    page.unroute("**/skriv/")
    expect(page.locator("[data-save]")).to_contain_text("Sparat kl.", timeout=12_000)
    assert desk.text == "Utan kontakt"


def test_a_counter_says_how_much_is_left_and_never_cuts(site, page):
    page.goto(f"{site}/skriv/")
    page.fill("#id_text", "å" * 58)
    expect(page.locator("[data-counter]")).to_have_text("2 tecken kvar")
    page.fill("#id_text", "å" * 63)

    expect(page.locator("[data-counter]")).to_have_text("3 tecken för mycket")
    assert len(page.input_value("#id_text")) == 63


def test_an_empty_chair_gets_a_question_then_a_covered_page_and_the_text_comes_back(site, page, desk):
    page.clock.install()
    page.goto(f"{site}/skriv/")
    page.route("**/skriv/", lambda route: route.abort())
    with page.expect_response("**/aktiv/"):
        page.fill("#id_text", "Text som ska räddas")
    page.clock.run_for(12 * 60_000 + 6_000)
    expect(page.locator("#tiden")).to_be_visible()
    page.clock.run_for(3 * 60_000 + 6_000)

    expect(page.locator(".cover h1")).to_have_text("Sidan är dold")
    assert page.title() == "Sidan är dold"
    assert "räddas" not in page.content()
    desk.signed_in = False
    page.locator("[data-back]").click()
    expect(page.locator("[data-not-yet]")).to_be_visible()
    desk.signed_in = True
    page.locator("[data-back]").click()
    expect(page.locator("#id_text")).to_have_value("Text som ska räddas")


def test_an_act_that_cannot_be_undone_asks_first(site, page, desk):
    page.goto(f"{site}/skriv/")
    page.locator("#sure button").click()
    expect(page.locator("#fraga")).to_contain_text("Mötet ställs in.")
    page.locator("#fraga [value=nej]").click()
    assert desk.sent == []

    page.locator("#sure button").click()
    page.locator("#fraga [data-yes]").click()
    expect(page).to_have_title("Räknat")
    assert desk.sent == ["1"]


def test_a_double_click_sends_once(site, page, desk):
    page.goto(f"{site}/skriv/")
    page.locator("#count button").dblclick()
    expect(page).to_have_title("Räknat")

    assert desk.sent == [""]


def test_everything_is_reached_without_scripts(site, browser, desk):
    context = browser.new_context(java_script_enabled=False, locale="sv-SE", viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/komponenter/lista/?lage=resolved")
    assert page.locator("#results tbody tr").count() == 11
    page.goto(f"{site}/komponenter/arende/")
    page.locator("details.role summary").click()
    expect(page.locator(".role-list a")).to_have_attribute("href", "/uppdrag/")
    page.goto(f"{site}/skriv/")
    page.locator("#sure button").click()
    expect(page).to_have_title("Räknat")
    context.close()

    assert desk.sent == [""]
