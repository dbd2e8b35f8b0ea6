"""Whose time has gone is proposed once, by the rule of its principal, and nothing that something keeps. [security 6]"""

from datetime import date

import pytest
from django.db import connection

from core import clock
from core.access import acting_as
from core.access.tables import lists
from core.audit.models import AuditEvent
from core.workdays import add_months
from sip.children.services import GuardianFacts, end_expectation, register_expected
from sip.models import Child, ForumCase, NeedAssessment, RetentionHold, RetentionProposal
from sip.retention import proposing
from sip.retention.documents import OWN_CLOCK, TABLES
from tests.database import as_loader, as_role
from tests.sip.retention import town as r


def test_every_table_around_a_child_has_its_class_or_a_clock_of_its_own():
    known = {table for table in lists().child_level | lists().region_level if table.startswith("sip_")}

    assert set(TABLES) | set(OWN_CLOCK) == known
    assert not set(TABLES) & set(OWN_CLOCK)


def test_a_municipalitys_record_is_proposed_five_years_after_its_last_entry(town, case, child):
    last = add_months(clock.today(), -72)
    r.pass_years(town, 6)
    (proposal,) = r.proposed(town)

    assert (proposal.kind, proposal.subject_id, proposal.principal_id) == ("child", child.pk, town.city.pk)
    assert (proposal.class_code, proposal.law) == ("sol-five-years", "sol-deletion-last-entry")
    assert (proposal.last_entry_on, proposal.due_on) == (last, add_months(last, 60))
    assert proposal.finish_by == date(add_months(last, 60).year + 1, 12, 31)


def test_nothing_is_proposed_before_its_time_and_nothing_twice(town, case):
    r.pass_years(town, 4)
    assert r.proposed(town) == []
    r.pass_years(town, 2)
    assert len(r.proposed(town)) == len(r.proposed(town)) == 1


def test_each_principal_has_its_own_time_for_its_own_rows(town, case):
    r.pass_years(town, 11)
    proposals = {proposal.principal_id: proposal for proposal in r.proposed(town)}

    assert set(proposals) == {town.city.pk, town.care.pk}
    assert (proposals[town.care.pk].kind, proposals[town.care.pk].subject_id) == ("case", case.pk)
    assert proposals[town.care.pk].class_code == "pdl-ten-years"


def test_a_child_that_is_expected_no_longer_is_kept_from_the_day_that_was_noted(town):
    with acting_as(town.teacher) as by:
        child = register_expected(
            by=by, family_name="Provsson", expected_on=clock.today(), parents=[GuardianFacts(name="Anna Provsson")]
        )
    r.pass_years(town, 4)
    with acting_as(town.teacher) as by:
        end_expectation(child, by=by)
    r.pass_years(town, 2)
    assert r.proposed(town) == []
    r.pass_years(town, 4)

    (proposal,) = r.proposed(town)

    assert (proposal.subject_id, proposal.last_entry_on) == (child.pk, add_months(clock.today(), -72))


def _open(town, case, child):
    ForumCase.objects.filter(pk=case.pk).update(status="held", ended_on=None)


def _sample(town, case, child):
    Child.objects.filter(pk=child.pk).update(birth_date=date(2014, 3, 15))


def _held(town, case, child):
    RetentionHold.objects.create(
        region=town.region, principal=town.city, kind="child", subject_id=child.pk, code="AA-BBBB",
        reason="legal", words="Rättegång", placed_by=town.assignments["first"],
    )  # fmt: skip


def _rejected(town, case, child):
    at = clock.now()
    RetentionProposal.objects.create(
        region=town.region, principal=town.city, kind="child", subject_id=child.pk, class_code="x", law="x",
        last_entry_on="2020-01-01", due_on="2025-01-01", status="rejected", reason="needed", ended_at=at,
        ask_again_on=add_months(clock.today(), 100),
    )  # fmt: skip


@pytest.mark.parametrize("kept", [_open, _sample, _held, _rejected])
def test_what_something_keeps_is_not_proposed(town, case, child, kept):
    with as_loader():
        kept(town, case, child)
    r.pass_years(town, 6)
    assert [one for one in r.proposed(town) if one.status == "proposed"] == []


def test_what_is_written_in_later_lets_the_proposal_go_and_counts_anew(town, case, child):
    r.pass_years(town, 6)
    r.proposed(town)
    with as_loader():
        need = {"noticed_on": clock.today(), "need": "Stöd", "assessed_by": town.assignments["teacher"]}
        NeedAssessment.objects.create(region=town.region, child=child, unit=town.school, position="none", **need)
    (proposal,) = r.proposed(town)
    assert (proposal.status, proposal.ended_at is not None) == ("lapsed", True)


def test_the_job_reads_no_child_and_says_what_it_proposed(town, case):
    r.pass_years(town, 6)
    (proposal,) = r.proposed(town)
    with as_role("bus_worker"), acting_as(job="retention", region_id=town.region.pk), connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('sip_child', 'SELECT')")
        assert cursor.fetchone() == (False,)
    with as_loader():
        assert AuditEvent.objects.get(act="retention.proposed").object_id == proposal.pk


def test_without_the_jobs_context_nothing_is_due(town, case):
    r.pass_years(town, 6)
    with as_role("bus_worker"), acting_as(command="retention", region_id=town.region.pk):
        assert due_now(town) == []


def due_now(town) -> list:
    with connection.cursor() as cursor:
        classes = proposing._said(proposing.profile_of(town.region.pk).retention_classes)
        cursor.execute("SELECT * FROM access.retention_due(%s, 'infinity', %s)", [clock.today(), classes])
        return cursor.fetchall()
