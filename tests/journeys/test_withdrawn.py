"""A consent is withdrawn in mid-meeting: the other person's open page says so on its next request. [CS-20]"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core import clock
from core.access import acting_as
from sip.consent.services import withdraw_consent
from sip.individual_forum.models import Occasion
from sip.models import Consent
from tests.database import as_loader
from tests.journeys.steps import says
from tests.sip import town as t
from tests.sip.plans import town as p

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NAME = "Provsson"


def test_the_meeting_learns_at_its_next_step_that_the_consent_has_gone(town, as_user, faultless):
    case = t.raised(town)
    consent = t.consented(town, case)
    t.called(town, case)
    with as_loader():
        Occasion.objects.filter(case_id=case.pk).update(starts_at=clock.now() - timedelta(seconds=1))
    page = as_user("convenor")
    page.goto(f"/barn/arenden/{case.pk}/")
    says(page, "MÄRKE-PRÖVAT")

    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)
    page.reload()

    says(page, "Samtycket har återkallats")
    assert "MÄRKE-PRÖVAT" not in page.content()
    assert NAME not in page.content()
    faultless(page)


@pytest.mark.full
def test_a_plan_meeting_learns_it_under_the_box_and_keeps_what_was_typed_on_the_page(town, as_user, faultless):
    p.add_to(town)
    _town, plan = p.until("meeting_called", town)
    page = as_user("bup_worker")
    page.goto(f"/barn/planer/{plan.pk}/skriv/")
    box = page.locator("#text-situation")
    box.fill("Det jag hann skriva.")

    with acting_as(town.teacher):
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.teacher)
    box.blur()

    expect(page.locator("[data-save]", has_text="Samtycket har återkallats.")).to_have_count(1)
    expect(box).to_have_value("Det jag hann skriva.")
    faultless(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("form", has=box).get_by_role("button", name="Spara").click()
    expect(page.locator("#dina-ord")).to_have_value("Det jag hann skriva.")
    assert NAME not in page.content()
    faultless(page)
