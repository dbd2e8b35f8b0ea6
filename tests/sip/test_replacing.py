"""A new consent takes an earlier one's place only when it is given. [SM-4, CS-20]"""

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from sip.cases.policies import visible_identities
from sip.consent.rows import recorded
from sip.consent.services import withdraw_consent
from sip.models import CaseChild, Consent, ConsentGiver, PlanTelling, SipPlan
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


def states(case) -> list[str]:
    with as_loader():
        return list(Consent.objects.filter(case_id=case.pk).order_by("created_at").values_list("status", flat=True))


def test_a_forums_consent_stands_while_a_new_one_is_asked_for_refused_and_at_last_given(town):
    case = t.raised(town)
    first = t.consented(town, case, units=(town.school, town.social))
    for answers, expected in (
        (None, ["given", "requested"]),
        (False, ["given", "expired", "refused"]),
        (None, ["given", "expired", "refused", "requested"]),
    ):
        t.consented(town, case, answers=answers)
        assert states(case) == expected
        with as_loader():
            assert CaseChild.objects.filter(case_id=case.pk).exists()
    with acting_as(town.convenor):
        assert visible_identities(town.convenor).filter(pk=case.pk).exists()

    second = t.consented(town, case)

    assert states(case) == ["expired", "expired", "refused", "expired", "given"]
    with as_loader():
        first.refresh_from_db()
        assert (first.ended_by_id, first.ended_at is not None) == (town.teacher.assignment_id, True)
        assert set(second.units.values_list("unit_id", flat=True)) == {town.school.pk, town.social.pk, town.bup.pk}


def test_a_narrower_consent_for_a_sitting_that_nobody_is_called_to_is_noted_by_unit(town):
    case = t.raised(town)
    t.consented(town, case)
    t.consented(town, case, units=(town.school,))

    with as_loader():
        noted = AuditEvent.objects.filter(act="consent.narrowed").values_list("about_unit_id", flat=True)
        assert set(noted) == {town.social.pk, town.bup.pk}
        assert not PlanTelling.objects.filter(case_id=case.pk).exists()  # there is no plan to tell the child of


def test_what_is_said_of_a_new_consent_that_is_not_given_is_that_the_old_one_stands(town):
    case = t.raised(town)
    with acting_as(town.teacher):
        assert "inget" not in recorded(t.consented(town, case))
        asked, refused = t.consented(town, case, answers=None), t.consented(town, case, answers=False)
        assert recorded(asked) == recorded(refused)
        assert "lämnades förut gäller" in recorded(refused)


def test_withdrawing_what_is_only_asked_for_stops_no_plan_and_withdrawing_the_given_does():
    town, plan = p.until("active")
    asked = p.consented(town, plan, answers=None)
    with acting_as(town.teacher):
        withdraw_consent(asked, by=town.teacher)
        assert SipPlan.objects.get(pk=plan.pk).status == "active"
        assert states(plan) == ["given", "withdrawn"]

        p.consented(town, plan, answers=None)
        withdraw_consent(Consent.objects.get(case_id=plan.pk, status="given"), by=town.teacher)
        assert SipPlan.objects.get(pk=plan.pk).status == "stopped"


@pytest.mark.parametrize("status", ["given", "requested"])
def test_the_database_holds_one_given_and_one_asked_for_the_same(town, status):
    case = t.raised(town)
    t.consented(town, case)
    t.consented(town, case, answers=None)
    with as_loader():
        other = Consent.objects.filter(case_id=case.pk).exclude(status=status)
        ConsentGiver.objects.filter(case_id=case.pk).update(answer=True, answered_on=clock.today())
        with pytest.raises(IntegrityError, match="consent_for_a_sitting"), transaction.atomic():
            other.update(status=status)
