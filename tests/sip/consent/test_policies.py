"""Who records, answers and takes back a consent, condition by condition. [security 2, SM-4, CS-20]"""

from datetime import timedelta
from uuid import uuid4

import pytest

from core import clock
from core.access import Acting, acting_as
from sip.cases.models import Case
from sip.consent import policies
from sip.models import Consent, ForumCase, Participation, SipPlan, Transfer
from sip.signatures.policies import can_sign, visible_signatures, waits_for_signatures
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.plans import town as p
from tests.sip.signatures.build import signed_by_all
from tests.sip.transfers import town as x
from tests.sip.unguarded import past_row_security

pytestmark = pytest.mark.django_db
BY = Acting(kind="user", assignment_id=uuid4(), role="caseworker")


def met(kind, status, **relations):
    """A case with what `with_relations` found that one is to it."""
    case = kind(case=Case(pk=uuid4()), status=status)
    case.relations_of = BY.assignment_id
    vars(case).update(relations)
    return case


@pytest.mark.parametrize(
    ("status", "role", "has_part", "may"),
    [
        ("raised", "caseworker", True, True),
        ("raised", "unit_manager", True, True),
        ("closed", "caseworker", True, False),
        ("raised", "forum_convenor", True, False),
        ("raised", "caseworker", False, False),
        ("closed", "forum_convenor", False, False),
    ],
)
def test_a_forum_cases_consent_is_recorded_by_a_caseworker_or_leader_who_takes_part_while_it_is_open(
    status, role, has_part, may
):
    acting = Acting(kind="user", assignment_id=BY.assignment_id, role=role)
    case = met(ForumCase, status, has_part=has_part)

    assert policies.can_record_consent(acting, case) is may
    for consent in (Consent(status="requested", form="oral"), Consent(status="given", form="oral")):
        assert policies.can_answer_consent(acting, case, consent) is (may and consent.status == "requested")
    for consent in (Consent(status="requested", form="screen"), Consent(status="requested", form="oral")):
        assert can_sign(acting, case, consent) is (may and consent.form == "screen")


@pytest.mark.parametrize(
    ("status", "form", "waits"),
    [
        ("requested", "written", (True, False)),
        ("requested", "oral", (True, False)),
        ("requested", "screen", (False, True)),
        ("given", "written", (False, False)),
        ("given", "screen", (False, False)),
    ],
)
def test_what_was_asked_for_waits_for_answers_or_on_the_screen_for_signatures(status, form, waits):
    consent = Consent(status=status, form=form)

    assert (policies.waits_for_answers(consent), waits_for_signatures(consent)) == waits


@pytest.mark.parametrize(
    ("kind", "relations", "may"),
    [
        (ForumCase, {"has_part": True}, True),
        (ForumCase, {"has_part": False, "has_received": True}, False),
        (SipPlan, {"has_part": False, "has_received": True}, False),
        (Transfer, {"has_part": True, "has_received": False}, True),
        (Transfer, {"has_part": False, "has_received": True}, True),
        (Transfer, {"has_part": False, "has_received": False}, False),
    ],
)
def test_a_consent_is_taken_back_by_who_takes_part_or_takes_care_of_what_was_received(kind, relations, may):
    assert policies.can_withdraw_consent(BY, met(kind, "closed", **relations)) is may


def test_what_was_received_is_taken_care_of_by_its_own_named_person_in_its_own_transfer_while_named(town):
    given, other, ended = (x.given(town) for _number in range(3))
    deputy = town.assignments["bup_deputy"]
    with as_loader():
        for transfer, until in ((given, None), (ended, clock.now() - timedelta(hours=1))):
            Participation.objects.create(
                region=town.region, case_id=transfer.pk, unit=town.bup, assignment=deputy, part="receiver",
                valid_from=clock.now() - timedelta(days=1), valid_to=until, added_by=deputy,
            )  # fmt: skip

    def may(by) -> list[bool]:
        with past_row_security(by):
            return [policies.can_withdraw_consent(by, one) for one in (given, other, ended)]

    assert may(town.bup_deputy) == [True, False, False]
    assert may(town.bup_manager) == [False, False, False]


def test_who_has_started_one_plan_records_no_consent_in_another_that_one_takes_part_in():
    town, plan = p.until("preparing")
    own = p.started(town, by=town.social_worker)

    with acting_as(town.social_worker):
        assert [policies.can_record_consent(town.social_worker, one) for one in (own, plan)] == [True, False]


def test_consents_and_signatures_are_those_of_ones_own_cases_by_the_query_too(town):
    case, hidden = t.raised(town), t.raised(town, by=town.social_worker, child=t.child_of(town, by=town.social_worker))
    screen = {"form": "screen", "document_place": "", "answered": {}}
    consents = [t.consented(town, case, **screen), t.consented(town, hidden, by=town.social_worker, **screen)]
    with as_loader():
        for consent in consents:
            signed_by_all(consent, town.assignments["teacher"])

    with past_row_security(town.teacher):
        assert [one.pk for one in policies.visible_consents(town.teacher)] == [consents[0].pk]
        assert {one.consent_id for one in visible_signatures(town.teacher)} == {consents[0].pk}
