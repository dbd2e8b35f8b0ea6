"""The door in a real browser under the real policy: with keyboard, app and passkey, and without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from core.access import acting_as
from core.people import services
from core.people.models import RoleAssignment
from tests.core.people import build
from tests.core.people.codes import code_now
from tests.database import as_loader

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def invitation(town) -> str:
    """The path of a mailed invitation to somebody with a role."""
    newcomer = build.person(town.region, "Ny", "Person", "ny@prov.example")
    with as_loader():
        RoleAssignment.objects.create(
            region=town.region, person=newcomer, role="caseworker", unit=town.unit, valid_from=build.LONG_AGO
        )
    with acting_as(build.acting(town.ada)) as acting:
        services.send_invitation(newcomer, by=acting)
    return re.search(r"(/inbjudan/\S+)", build.deliver()[-1].body)[1]


def sign_in(page, site, under) -> None:
    store = build.session_of(under.user, under)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": store.session_key, "url": site}])


def faults(page) -> list:
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def choose_passphrase(page, site, path) -> None:
    page.goto(site + path)
    page.get_by_label("Ny lösenfras").fill(build.PASSPHRASE)
    page.get_by_label("Samma lösenfras en gång till").fill(build.PASSPHRASE)
    page.get_by_role("button", name="Fortsätt").click()


def test_a_passkey_is_added_and_opens_the_portal(site, town, page, heard):
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    choose_passphrase(page, site, invitation(town))
    page.get_by_role("link", name="Lägg till en passnyckel").click()
    page.get_by_label("Vad ska den heta?").fill("Arbetsdatorn")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("heading", name="Dina reservkoder")).to_be_visible()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name="Jag har sparat koderna").click()
    expect(page).to_have_url(site + reverse("core:start"))

    page.goto(site + reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Logga ut").click()
    page.get_by_role("link", name="Logga in igen").click()
    page.get_by_label("E-postadress").fill("ny@prov.example")
    page.get_by_label("Lösenfras").fill(build.PASSPHRASE)
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    page.get_by_role("button", name="Använd passnyckel").click()
    expect(page).to_have_url(site + reverse("core:start"))
    assert heard == []


def test_a_passkey_that_did_not_verify_its_user_is_not_taken(site, town, page):
    """The page's options are the browser's to change; the server asks for the proof."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    choose_passphrase(page, site, invitation(town))
    page.goto(site + reverse("mfa_add_webauthn"))
    page.evaluate(
        "() => { const form = document.querySelector('[data-passkey]');"
        " form.dataset.options = form.dataset.options.replace('\"required\"', '\"discouraged\"'); }"
    )
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_text("Passnyckeln kunde inte användas.")).to_be_visible()
    page.goto(site + reverse("core:start"))
    expect(page).to_have_url(site + reverse("people:factor_setup"))


def test_the_app_works_without_scripts(site, town, browser):
    page = browser.new_context(java_script_enabled=False, locale="sv-SE").new_page()
    choose_passphrase(page, site, invitation(town))
    page.get_by_role("link", name="Koppla en app").click()
    secret = page.locator(".key").text_content().replace(" ", "")
    page.get_by_label("Kod från appen").fill(code_now(secret))
    page.get_by_role("button", name="Koppla appen").click()
    expect(page.get_by_role("heading", name="Dina reservkoder")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [pytest.param(1280, "light", marks=pytest.mark.full), (320, "dark")])
def test_no_page_has_a_fault(site, town, page, heard, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    build.with_app(town.ada.user)
    found = {}
    for address in as_nobody(town):
        found[address] = (faults(page_at(page, site, address)), is_too_wide(page, width))
    sign_in(page, site, town.ada)
    for address in as_administrator(town):
        found[address] = (faults(page_at(page, site, address)), is_too_wide(page, width))
    assert found == dict.fromkeys(found, ([], False))
    assert [note for note in heard if "status of 4" not in note] == []


def page_at(page, site, address):
    page.goto(site + address)
    page.evaluate("document.fonts.ready")
    return page


def is_too_wide(page, width) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") > width


def as_nobody(town) -> list[str]:
    return [
        reverse("account_login") + "?orsak=idle",
        reverse("account_reset_password"),
        reverse("account_reset_password_done"),
        reverse("people:signed_out"),
        "/losenfras/ny/abc-def/",
        invitation(town),
        "/inbjudan/x/",
    ]


def as_administrator(town) -> list[str]:
    person = [town.maj.person_id]
    return [
        reverse("people:account"),
        reverse("people:choose"),
        reverse("account_change_password"),
        reverse("account_reauthenticate"),
        reverse("mfa_reauthenticate"),
        reverse("mfa_add_webauthn"),
        reverse("mfa_deactivate_totp"),
        reverse("mfa_generate_recovery_codes"),
        reverse("mfa_view_recovery_codes"),
        reverse("people:person_list"),
        reverse("people:invite"),
        reverse("people:grant_list"),
        reverse("people:person_detail", args=person),
        reverse("people:factor_reset", args=person),
        reverse("people:assignment_end", args=[town.maj.pk]),
    ]
