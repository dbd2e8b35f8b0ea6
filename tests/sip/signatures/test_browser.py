"""A consent signed in a real browser: a name drawn in the box, or typed by keyboard alone where no script runs."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sip.models import ConsentSignature, Guardian
from tests.database import as_loader

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked(transactional_db):
    from tests.sip import town as t

    with as_loader():
        town = t.make_town()
    return town, t.consented(town, t.raised(town), form="screen", document_place="")


def address(consent, name: str, code: str) -> str:
    with as_loader():
        till = Guardian.objects.get(name=name).pk
    return f"{reverse('sip:consent_sign', args=[consent.pk])}?till={till}&sprak={code}"


def test_one_draws_the_name_and_another_types_it_by_keyboard_alone(asked, browser_of, faultless):
    town, consent = asked
    page = browser_of(town.assignments["teacher"], width=390)
    page.goto(address(consent, "Anna Provsson", "fa"))
    faultless(page)
    page.locator("input[value=ja][name=svar]").check()
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 20 + 15 * step, box["y"] + 20 + 30 * (step % 2))
    page.mouse.up()
    page.locator(".send").click()  # not ticked as read
    expect(page.locator(".errors")).to_be_focused()
    faultless(page)
    page.locator("input#last").check()
    page.locator(".send").click()
    expect(page.locator(".sign")).to_have_count(0)
    faultless(page)

    page = browser_of(town.assignments["teacher"], scripts=False)
    page.goto(address(consent, "Erik Provsson", "so"))
    expect(page.locator("canvas")).to_be_hidden()
    page.locator("input[value=ja][name=svar]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Erik Provsson")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".sign")).to_have_count(0)
    with as_loader():
        found = {row.name: (bool(row.strokes), row.typed_name) for row in ConsentSignature.objects.all()}
    assert found == {"Anna Provsson": (True, ""), "Erik Provsson": (False, "Erik Provsson")}

    page = browser_of(town.assignments["teacher"])
    page.goto(reverse("sip:consent_detail", args=[consent.pk]))
    expect(page.get_by_role("img", name="Underskrift av Anna Provsson")).to_be_visible()
    faultless(page)
