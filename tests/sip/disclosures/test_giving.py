"""What is given with a consent and on one, and with which of one's children it is taken in. [F111, security 1]"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.access import acting_as
from core.audit.models import AuditEvent
from sip.disclosures.policies import visible_disclosures
from sip.disclosures.services import Decided, disclose_piece, file_piece, write_piece
from sip.models import ChildCase, Contribution, Disclosure
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import town as t
from tests.sip.disclosures.test_services import given, written
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("with_own", [True, False])
def test_with_a_consent_its_kinds_go_to_its_other_units_that_meet_children_and_each_is_in_the_log(town, with_own):
    case = t.raised(town)
    written(town, case)  # the school's view of the child: a kind that the consent leaves out
    with as_loader():
        police = b.make_unit(town.region, town.city, "Polisen", "police", district=town.east)
        tried = Contribution.objects.get(case_id=case.pk, kind="tried")

    consent = t.consented(town, case, units=(*([town.school] if with_own else []), town.social, town.bup, police))

    with as_loader():
        rows = Disclosure.objects.filter(consent=consent).values_list("contribution_id", "receiving_unit_id", "pk")
        noted = AuditEvent.objects.filter(act="piece.disclosed", basis="consent")
        assert {row[:2] for row in rows} == {(tried.pk, unit.pk) for unit in (town.bup, town.social)}
        assert {row[1:] for row in rows} == {(row.about_unit_id, row.object_id) for row in noted}


def test_what_is_given_on_a_consent_has_no_reason_and_no_decider_and_on_a_ground_no_exceptions(town):
    case = t.raised(town)
    t.consented(town, case, exceptions="Inget om syskonen")
    tried = written(town, case, kind="tried", text="Nytt", reason="Mer")

    on_consent, on_ground = given(town, tried, town.bup), given(town, tried, town.social, basis="osl_10_28")

    facts = ("exceptions", "ground_reason", "decided_by_name", "decided_by_role")
    assert [[getattr(row, name) for name in facts] for row in (on_consent, on_ground)] == [
        ["Inget om syskonen", "", "", ""],
        ["", "Utredning pågår", "Rut Rektor", "Rektor"],
    ]


def test_two_who_give_on_the_same_consent_do_not_wait_for_each_other(town):
    case = t.raised(town)
    t.consented(town, case)
    tried = written(town, case, kind="tried", text="Nytt", reason="Mer")

    with CaptureQueriesContext(connection) as said:
        given(town, tried, town.bup)

    held = [re.search(r"FROM \"sip_consent\".*FOR (\w+)", one["sql"], re.S) for one in said]
    assert [found[1] for found in held if found] == ["SHARE"]


def test_a_child_is_linked_to_a_plan_whatever_other_case_and_other_child_of_the_own_are_linked():
    town, plan = p.until("preparing")
    with acting_as(town.teacher):
        corrected = write_piece(plan, by=town.teacher, kind="need", text="Nytt", reason="Rättat")
        disclose_piece(corrected, by=town.teacher, to=town.bup, basis="consent", decided=Decided())
    first, own = (t.child_of(town, by=town.bup_worker) for _number in range(2))
    elsewhere = t.raised(town, by=town.bup_worker, child=own)
    with acting_as(town.bup_worker):
        rows = visible_disclosures(town.bup_worker).filter(case_id=plan.pk).order_by("created_at")
        for row, child in zip(rows, (first, own), strict=True):
            file_piece(row, by=town.bup_worker, child=child)

    with as_loader():
        linked = ChildCase.objects.filter(child__in=(first, own)).values_list("case_id", "child_id")
        assert set(linked) == {(elsewhere.pk, own.pk), (plan.pk, first.pk), (plan.pk, own.pk)}
