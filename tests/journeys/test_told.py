"""A secret residence is told of in a browser: social services to the region's unit, and who took it in comes back."""

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from sip.placements import protecting
from tests.journeys.steps import follow, press, says
from tests.sip import placing as p

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def test_a_secret_residence_is_told_of_and_taken_in(town, as_user, faultless):
    p.with_rules(town)
    placement = p.placed(town, act="lvu", is_acute=True)
    with acting_as(town.social_worker) as by:
        secret = protecting.protect_residence(placement, by=by, starts_on=clock.today(), place="Okända vägen 1")
    page = as_user("social_worker")
    page.goto(reverse("sip:residence", args=[secret.pk]))
    faultless(page)
    follow(page, "Lämna beskedet i portalen")
    press(page, "Lämna beskedet")
    faultless(page)
    page.get_by_label("BUP Norr", exact=True).check()
    page.get_by_label("Nödvändigt för den egna verksamheten").check()
    page.get_by_label("Skälet").fill("Journalen ska inte röja var barnet är.")
    page.get_by_label("Vem har beslutat?").fill("Sam Chef")
    page.get_by_label("Beslutsfattarens befattning").fill("Enhetschef")
    press(page, "Lämna beskedet")
    says(page, "Beskedet är lämnat.")
    faultless(page)

    manager = as_user("bup_manager")
    manager.goto("/")
    follow(manager, "Vistelseorten är skyddad")
    faultless(manager)
    follow(manager, "Ta emot uppgifterna")
    follow(manager, "Ta emot")
    press(manager, "Ta emot")

    page.goto(reverse("sip:placement_detail", args=[placement.pk]))
    says(page, "av Bo Chef")
    faultless(page)
    page.goto(reverse("sip:placement_tell", args=[placement.pk, "halsa"]))
    says(page, "Ingen mottagare är bestämd")
    faultless(page)
