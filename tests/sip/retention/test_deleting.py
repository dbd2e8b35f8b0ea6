"""Two persons decide, one function deletes: all of it with its proof, or nothing, and it stays gone. [security 2, 6]"""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.files import store
from core.files.models import KeptFile
from sip.models import (
    Child,
    ChildCase,
    Consent,
    ConsentSignature,
    Contribution,
    RetentionHold,
    RetentionProof,
    StoredFile,
)
from sip.needs.services import answer_with_plan, assess_need
from sip.plans.choices import Content
from sip.plans.services import others
from sip.retention import executing, ledger, services
from sip.transfers.services import close_transfer
from tests.database import as_loader, as_role
from tests.sip.papers import stood
from tests.sip.retention import town as r
from tests.sip.transfers import town as x

APPROVAL = """
INSERT INTO sip_retentionapproval (id, created_at, region_id, proposal_id, number, given_by_id, person_id)
VALUES (%s, now(), %s, %s, %s, %s, %s)"""


@pytest.fixture
def paper(town, case):
    with as_loader():
        consent = Consent.objects.get(case_id=case.pk)
        ConsentSignature.objects.create(
            region=town.region, case_id=case.pk, consent=consent, giver=consent.givers.first(), name="Anna Provsson",
            answer=True, language="sv", shown_text="MÄRKE-TEXT", shown_hash=sha256("MÄRKE-TEXT".encode()).hexdigest(),
            typed_name="Anna Provsson", held_by=town.assignments["teacher"],
        )  # fmt: skip
    return stood(town, consent, "MÄRKE-PAPPER")


@pytest.fixture
def proposal(town, case, paper):
    """Six years after the case was ended."""
    r.pass_years(town, 6)
    (found,) = r.proposed(town)
    return found


def left(child, case) -> tuple[int, ...]:
    """Of the child, of its principal's piece and of the other's, the joint text, the bare case."""
    with as_loader():
        pieces = Contribution.objects.filter(case_id=case.pk)
        own = pieces.filter(unit__principal_id=child.principal_id).count()
    bare = (r.rows("sip_forumcase", "case_id", case.pk), r.rows("sip_case", "id", case.pk))
    return (r.rows("sip_child", "id", child.pk), own, pieces_of_others(child, case), *bare)


def pieces_of_others(child, case) -> int:
    with as_loader():
        return Contribution.objects.filter(case_id=case.pk).exclude(unit__principal_id=child.principal_id).count()


WHOLE, GONE = (1, 2, 1, 1, 1), (0, 0, 1, 0, 1)


def test_what_two_have_approved_goes_with_its_papers_and_leaves_a_proof_without_names(
    town, case, child, paper, proposal
):
    assert left(child, case) == WHOLE
    r.approve(town, proposal)

    assert r.executed(proposal) is True

    assert left(child, case) == GONE
    with as_loader():
        assert not StoredFile.objects.exists()
        assert not KeptFile.objects.filter(pk=paper.pk).exists()
        proof = RetentionProof.objects.get(proposal=proposal)
        gone = AuditEvent.objects.get(act="retention.executed")
        net = AuditEvent.objects.filter(act="sip_child.delete", net=True).count()
    assert not store._place(town.region.pk, paper.pk).exists()
    assert (proof.files, proof.counts["sip_child"], proof.counts["sip_guardian"]) == (1, 1, 2)
    assert proof.counts["sip_consentsignature"] == 1
    assert proof.rows == sum(proof.counts.values())
    assert len(proof.sha256) == 64
    assert (gone.object_id, gone.child_id, net) == (proposal.pk, child.pk, 1)
    with r.officer(town, "first") as by:
        assert [one.status for one in services.policies.visible_proposals(by)] == ["executed"]


def test_the_last_principals_rows_take_the_bare_case_with_them(town, case, child, proposal):
    r.approve(town, proposal)
    r.executed(proposal)
    with as_loader():
        r._add(
            town, "other_two", r.b.make_assignment(town.region, "records_officer", "Rita Region", principal=town.care)
        )
    r.pass_years(town, 5)
    (last,) = [one for one in r.proposed(town) if one.principal_id == town.care.pk]
    r.approve(town, last, by=("other", "other_two"))
    assert r.executed(last) is True

    assert left(child, case) == (0, 0, 0, 0, 0)


def test_a_transfer_that_goes_on_keeps_the_record_and_one_that_has_ended_goes_with_it(town):
    passed_on = x.given(town)
    r.pass_years(town, 6)
    assert r.proposed(town) == []  # it goes on
    with acting_as(town.teacher) as by:
        close_transfer(passed_on, by=by)
    assert r.proposed(town) == []  # its end is the last entry
    r.pass_years(town, 6)
    (proposal,) = r.proposed(town)
    r.approve(town, proposal)

    assert r.executed(proposal) is True

    with as_loader():
        counts = RetentionProof.objects.get(proposal=proposal).counts
    gone = {"sip_transfer": "case_id", "sip_contribution": "case_id", "sip_consent": "case_id", "sip_case": "id"}
    assert {table: r.rows(table, key, passed_on.pk) for table, key in gone.items()} == dict.fromkeys(gone, 0)
    assert (counts["sip_transfer"], counts["sip_child"], counts["sip_disclosure"]) == (1, 1, 1)


def refused(proposal) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        r.executed(proposal)


def test_another_plan_keeps_the_record_and_goes_with_it_and_with_the_need_it_answers(town, case, child):
    r.pass_years(town, 4)
    facts = others.OtherFacts("care_plan", town.bup, clock.today(), holds=tuple(Content))
    with acting_as(town.teacher) as by:
        row = others.note_at_child(child, by=by, facts=facts)
        need = assess_need(child, by=by, noticed_on=clock.today(), position="sip", need="Stöd")
        answer_with_plan(need, by=by, other=row)
    r.pass_years(town, 4)
    assert r.proposed(town) == []
    r.pass_years(town, 2)
    (proposal,) = [one for one in r.proposed(town) if one.subject_id == child.pk]
    r.approve(town, proposal)

    assert r.executed(proposal) is True
    assert [r.rows(table, "child_id", child.pk) for table in ("sip_otherplan", "sip_needassessment")] == [0, 0]


def test_one_approval_is_not_enough(town, case, child, proposal):
    r.approve(town, proposal, by=("first",))
    refused(proposal)
    with as_loader():
        type(proposal).objects.filter(pk=proposal.pk).update(status="approved")
    refused(proposal)
    assert left(child, case) == WHOLE


def test_the_same_person_approves_once_whatever_the_way(town, proposal):
    r.approve(town, proposal, by=("first",))
    with r.officer(town, "first") as by, pytest.raises(Refused):
        services.approve(proposal, by=by)
    first, second = town.assignments["first"], town.assignments["second"]
    for number, giver, person in ((2, first.pk, first.person_id), (2, first.pk, second.person_id)):
        values = [uuid4(), town.region.pk, proposal.pk, number, giver, person]
        with r.officer(town, "first"), pytest.raises(DatabaseError), transaction.atomic():
            run(APPROVAL, values)


def test_another_principals_officer_sees_and_decides_nothing(town, proposal):
    with r.officer(town, "other") as by:
        assert not services.policies.visible_proposals(by).exists()
        for verb, facts in ((services.approve, {}), (services.place_hold, {"reason": "legal", "words": "x"})):
            with pytest.raises(PermissionDenied):
                verb(proposal, by=by, **facts)
    with acting_as(town.teacher) as by:
        assert run("SELECT count(*) FROM sip_retentionproposal") == [(0,)]
        assert run("SELECT count(*) FROM access.retention_counts(%s)", [proposal.pk]) == [(0,)]
        with pytest.raises(PermissionDenied):
            services.reject(proposal, by=by, reason="needed", words="x")


def test_a_stale_login_approves_nothing(town, proposal):
    with acting_as(town.first) as by, pytest.raises(Refused) as error:
        services.approve(proposal, by=by)
    assert error.value.field == "confirm"


def test_a_hold_stops_what_two_have_approved_until_it_is_lifted(town, case, child, proposal):
    r.approve(town, proposal)
    with r.officer(town, "second") as by:
        hold = services.place_hold(proposal, by=by, reason="legal", words="Rättegång")
    refused(proposal)
    assert [one.status for one in r.proposed(town)] == ["stopped"]
    with r.officer(town, "first") as by:
        hold = services.lift_hold(hold, by=by, words="Domen har vunnit laga kraft")
        with pytest.raises(WrongState):
            services.lift_hold(hold, by=by, words="igen")
    assert [one.status for one in r.proposed(town)] == ["stopped", "proposed"]
    assert left(child, case) == WHOLE


def test_a_hold_that_came_beside_the_proposal_stops_the_deletion_too(town, case, child, proposal):
    r.approve(town, proposal)
    with as_loader():
        RetentionHold.objects.create(
            region=town.region, principal=town.city, kind="child", subject_id=child.pk, code=proposal.code,
            reason="legal", words="Rättegång", placed_by=town.assignments["first"],
        )  # fmt: skip
    refused(proposal)
    assert left(child, case) == WHOLE


def test_a_case_is_held_by_its_code_before_anything_is_proposed(town, case):
    with r.officer(town, "first") as by:
        hold = services.place_hold_by_case(case.case.code, by=by, reason="preserved", words="Forskning")
        for code in ("ZZ-ZZZZ", case.case.code):
            with pytest.raises(Refused):
                services.place_hold_by_case(code, by=by, reason="preserved", words="Forskning")
    assert hold.kind == "child"
    r.pass_years(town, 6)
    assert r.proposed(town) == []


def test_a_rejected_record_stays_and_is_proposed_again_after_a_year(town, case, child, proposal):
    with r.officer(town, "first") as by:
        services.reject(proposal, by=by, reason="not_archived", words="Ska till arkivet")
    refused(proposal)
    assert len(r.proposed(town)) == 1
    r.pass_years(town, 2)
    assert [one.status for one in r.proposed(town)] == ["rejected", "proposed"]


def test_what_is_written_in_after_the_approval_keeps_the_record(town, case, child, proposal):
    r.approve(town, proposal)
    with as_loader():
        Contribution.objects.create(
            region=town.region, case_id=case.pk, unit=town.school, kind="view", version=9, text="Nytt",
            correction_reason="Nytt", written_by=town.assignments["teacher"],
        )  # fmt: skip
    assert r.executed(proposal) is False
    assert left(child, case) == (1, 3, 1, 1, 1)


def test_a_fault_in_the_last_step_leaves_everything(town, case, child, paper, proposal):
    r.approve(town, proposal)
    too_long = "x" * 65  # the ledger's line is the last thing that is written
    with as_role("bus_retention"), acting_as(job="retention", region_id=town.region.pk):
        denied("SELECT * FROM access.retention_execute(%s, %s)", [proposal.pk, too_long])
    assert left(child, case) == WHOLE
    with as_loader():
        assert not RetentionProof.objects.exists()
        assert StoredFile.objects.exists()
    assert store._place(town.region.pk, paper.pk).exists()


@pytest.mark.parametrize("role", ["bus_app", "bus_worker", "bus_retention", "bus_owner"])
def test_no_role_deletes_a_child_or_a_piece_by_itself(town, case, child, role):
    for sql in ("DELETE FROM sip_child", "DELETE FROM sip_contribution", "DELETE FROM sip_case"):
        with as_role(role), acting_as(job="retention", region_id=town.region.pk):
            try:
                with transaction.atomic():
                    run(f"{sql} RETURNING 1")
            except DatabaseError:
                pass
    assert left(child, case) == WHOLE


@pytest.mark.parametrize("role", ["bus_app", "bus_worker"])
def test_the_web_and_the_other_jobs_cannot_call_what_deletes(town, case, child, proposal, role):
    r.approve(town, proposal)
    calls = (
        ("SELECT access.retention_execute(%s, 'x')", [proposal.pk]),
        ("SELECT access.retention_replay(%s, 'child', %s, 'x')", [town.city.pk, child.pk]),
        ("SELECT access.retention_go(%s, 'child', %s)", [town.city.pk, child.pk]),
    )
    for sql, values in calls:
        with as_role(role), acting_as(job="retention", region_id=town.region.pk):
            denied(sql, values)
    assert left(child, case) == WHOLE


def test_the_deleting_role_is_bound_to_job_region_and_command(town, case, child, proposal):
    r.approve(town, proposal)
    elsewhere = uuid4()
    for context in ({"command": "retention"}, {"job": "retention", "region": elsewhere}):
        where = context.pop("region", town.region.pk)
        with as_role("bus_retention"), acting_as(**context, region_id=where):
            denied("SELECT access.retention_execute(%s, 'x')", [proposal.pk])
    with as_role("bus_retention"), acting_as(job="retention", region_id=town.region.pk):
        assert run("SELECT count(*) FROM access.retention_subjects()") == [(0,)]
        denied("SELECT access.retention_replay(%s, 'child', %s, 'x')", [town.city.pk, child.pk])
    assert left(child, case) == WHOLE


def test_what_a_restore_brings_back_goes_again_by_the_ledger(town, case, child, proposal):
    with as_loader():
        links = list(ChildCase.objects.filter(child=child))
    r.approve(town, proposal)
    r.executed(proposal)
    with as_role("bus_retention"):
        assert executing.ledger_kept(town.region.pk, using=r.USING) == 1
        assert executing.ledger_kept(town.region.pk, using=r.USING) == 0
    text = ledger.ledger_file().read_text()
    assert str(child.pk) not in text
    assert ledger.mac_of("child", town.city.pk, child.pk) in text
    with as_loader():
        Child.objects.bulk_create([child])
        ChildCase.objects.bulk_create(links)
    assert left(child, case)[0] == 1

    with as_role("bus_retention"):
        assert executing.replay(town.region.pk, using=r.USING) == 1
        assert executing.replay(town.region.pk, using=r.USING) == 0

    assert left(child, case) == GONE
    with as_loader():
        assert AuditEvent.objects.filter(act="retention.replayed", child_id=child.pk).exists()


def test_a_torn_line_of_the_ledger_hides_no_other(town, case, child, proposal):
    place = ledger.ledger_file()
    place.write_text('{"region": "half')
    r.approve(town, proposal)
    r.executed(proposal)
    with as_role("bus_retention"):
        executing.ledger_kept(town.region.pk, using=r.USING)
        known = ledger.known_macs(town.region.pk, using=r.USING)
    assert known == {ledger.mac_of("child", town.city.pk, child.pk)}
    assert {mac for _region, mac, _kind in ledger._read(place.read_text())} == known


def run(sql: str, values=None) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def denied(sql: str, values: list) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        run(sql, values)
