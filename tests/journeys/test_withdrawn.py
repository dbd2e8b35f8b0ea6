"""A consent is withdrawn in mid-meeting: the other person's open page says so on its next request. [CS-20]"""

from datetime import timedelta

import pytest

from core import clock
from core.access import acting_as
from sip.consent.services import withdraw_consent
from sip.individual_forum.models import Occasion
from tests.database import as_loader
from tests.journeys.steps import says
from tests.sip import town as t

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
