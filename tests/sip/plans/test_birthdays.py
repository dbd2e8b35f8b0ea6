"""Whoever grows up while a plan goes on is found by the job too. [SM-8, P-70]"""

from datetime import date, timedelta

from sip.models import Transition
from sip.transitions import finding
from tests.database import as_loader
from tests.sip import placing
from tests.sip import town as t
from tests.sip.plans import town as p

DAY = date(2026, 2, 2)


def test_a_plan_that_has_its_consent_is_enough_and_an_offer_is_not(town):
    placing.with_rules(town)
    with placing.day(DAY):
        young, other = (t.child_of(town, birth_date=placing.born(DAY + timedelta(days=50), 18)) for _number in range(2))
        plan = p.started(town, child=young)
        p.offered(town, plan)
        p.consented(town, plan, days=40)
        p.offered(town, p.started(town, child=other))
        placing.in_worker(finding.find_all)

    with as_loader():
        transition = Transition.objects.get()
    assert (transition.child_id, transition.case_id) == (young.pk, plan.pk)
    assert transition.unit_id == plan.initiating_unit_id
