"""A guardian may not know where the child is, then not the plan either, in a real browser. [CS-07, CS-19]"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from sip.models import Child, GuardianBar, PlanVersion
from tests.database import as_loader
from tests.journeys.steps import press, says
from tests.sip.plans import town as p

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PLACES = ("Österskolan", "BUP Norr", "Tora Lärare", "Bim Behandlare", "Norrstad")


@pytest.fixture
def town(transactional_db):
    return p.make_town()


def test_a_barred_guardian_reads_no_place_and_then_no_plan(town, as_user, faultless):
    _town, plan = p.until("active", town)
    with as_loader():
        child, version = Child.objects.get(cases__case_id=plan.pk).pk, PlanVersion.objects.get(case_id=plan.pk)
    page = as_user("teacher")

    _bar(page, child, "Namn på skola och verksamheter", faultless)
    assert _places_read_by(page, version, "Erik Provsson") == []
    expect(page.locator("main")).not_to_contain_text("Anpassad skoldag")
    _sort(page, "Anpassad skoldag", faultless)
    assert _places_read_by(page, version, "Erik Provsson") == []
    says(page, "Anpassad skoldag")
    faultless(page)
    assert _places_read_by(page, version, "Anna Provsson") == list(PLACES)

    _bar(page, child, "Planen", faultless)
    assert _places_read_by(page, version, "Erik Provsson") is None
    says(page, "får inte ta del av planen")
    faultless(page)

    _lift_one(page, child)
    with as_loader():
        assert GuardianBar.objects.filter(guardian__name="Erik Provsson", valid_to=clock.today()).count() == 1
    assert _places_read_by(page, version, "Erik Provsson") is None  # it holds until the day is over


def _bar(page, child, item: str, look) -> None:
    page.goto(reverse("sip:child_detail", args=[child]))
    page.get_by_role("link", name="Spärra uppgifter Erik Provsson", exact=True).click()
    press(page, "Spärra")
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_label(item, exact=True).check()
    page.get_by_label("Var barnet vistas ska inte bli känt för vårdnadshavaren", exact=True).check()
    look(page)
    press(page, "Spärra")
    says(page, "Spärren gäller.")
    look(page)


def _sort(page, text: str, look) -> None:
    page.get_by_role("link", name="Gå igenom texterna", exact=True).click()
    page.get_by_label(text).check()
    look(page)
    press(page, "Spara")


def _lift_one(page, child) -> None:
    page.goto(reverse("sip:child_detail", args=[child]))
    page.locator("main a", has_text="Häv spärren").filter(has_text="Erik Provsson").first.click()
    press(page, "Häv spärren")
    says(page, "Spärren är hävd.")


def _places_read_by(page, version, guardian: str) -> list[str] | None:
    """What stands of places and names in the paper that this guardian would get; None when there is none."""
    page.goto(reverse("sip:plan_family", args=[version.pk]))
    page.get_by_label("Till vem?", exact=True).select_option(label=guardian)
    press(page, "Visa")
    expect(page.locator("[name=till] option:checked")).to_have_text(guardian)
    paper = page.locator("article.family")
    if not paper.count():
        return None
    text = paper.inner_text()
    return [place for place in PLACES if place in text]
