"""Child health asks the first line for a SIP in a browser; the family says yes, and the answer comes back. [P-33]"""

import pytest
from django.urls import reverse

from sip.models import Transfer
from tests.database import as_loader
from tests.journeys.steps import follow, press, says
from tests.sip import town as t
from tests.sip.asking import make_first_line
from tests.sip.plans import town as plans
from tests.sip.transfers import town as x

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def test_child_health_asks_the_first_line_and_is_answered(town, as_user, faultless):
    nurse = make_first_line(town).nurse
    child = t.child_of(town, by=nurse)
    page = as_user("nurse")
    page.goto(reverse("sip:plan_start_step", args=[child.pk, "initiativ"]))
    faultless(page)
    follow(page, "Be en verksamhet ta initiativ till SIP")
    press(page, "Spara och gå vidare till samtycket")
    faultless(page)
    page.get_by_label("BUP Norr", exact=True).check()
    page.locator("[name=text]").fill("Barnet sover inte och äter dåligt.")
    page.locator("[name=need_noticed_on]").fill("2026-01-12")
    press(page, "Spara och gå vidare till samtycket")
    says(page, "Väntar på familjens samtycke")
    faultless(page)

    with as_loader():
        transfer = Transfer.objects.get()
    x.consented(town, transfer, by=nurse, information_kinds=("identity", "health"))
    manager = as_user("bup_manager")
    manager.goto("/")
    says(manager, "Svara på en begäran om SIP")
    manager.goto(transfer.get_absolute_url())
    faultless(manager)
    follow(manager, "Svara på begäran om SIP")
    manager.get_by_label("Nej", exact=True).check()
    press(manager, "Svara")
    faultless(manager)
    manager.locator("[name=why_not]").select_option(label="Insatserna behöver inte samordnas")
    press(manager, "Svara")
    page.goto(transfer.get_absolute_url())
    says(page, "Insatserna behöver inte samordnas")
    faultless(page)


def test_a_plans_code_in_another_system_is_changed(town, as_user, faultless):
    make_first_line(town)
    plan = plans.started(town, external_reference="CL-0")
    page = as_user("teacher")
    page.goto(reverse("sip:plan_external", args=[plan.pk]))
    faultless(page)
    press(page, "Spara koden")
    says(page, "Koden är densamma som förut.")
    faultless(page)
    page.locator("[name=reference]").fill("CL-77")
    press(page, "Spara koden")
    page.wait_for_url(f"**{plan.get_absolute_url()}*")
    says(page, "CL-77")
