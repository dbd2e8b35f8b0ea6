"""What has been shared, read with the family in a real browser: no fault in Swedish nor from right to left."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from core.access import acting_as
from sip.children import services
from tests.database import as_loader
from tests.sip.plans import town as p

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_list_is_chosen_for_a_reader_and_a_language_and_its_texts_are_gone_through(browser_of, faultless):
    town, plan = p.until("active")
    with as_loader():
        child = plan.case.own_children.get().child
        erik = child.guardians.get(name="Erik Provsson")
    with acting_as(town.teacher):
        services.bar_items(erik, by=town.teacher, items=["places"], reason="whereabouts", valid_from=clock.today())
    page = browser_of(town.assignments["teacher"])
    page.goto(reverse("sip:shared", args=[child.pk]))
    faultless(page)
    page.get_by_role("link", name="Till familjen").click()
    for width, code, direction in ((1280, "sv", "ltr"), (390, "ar", "rtl")):
        page.set_viewport_size({"width": width, "height": 900})
        page.select_option("[name=sprak]", code)
        page.get_by_role("button", name="Visa").click()
        expect(page.locator("article.family")).to_have_attribute("dir", direction)
        faultless(page)
    page.select_option("[name=till]", str(erik.pk))
    page.get_by_role("button", name="Visa").click()
    faultless(page)
    page.get_by_role("link", name="Gå igenom texterna").click()
    faultless(page)
    page.goto(reverse("sip:sheet", args=["barn"]))
    faultless(page)
