"""What plain SQL cannot do to the rows around a child, as the web's own role. [security 3, facts 9.34, P-16]"""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from core import clock
from core.access import acting_as
from core.crypto import encrypt
from sip.children.services import GuardianFacts, register_expected
from sip.models import Guardian
from sip.needs.services import assess_need
from tests.access.around_child import surround
from tests.access.test_sql import insert, row_of, run
from tests.database import as_loader
from tests.groups.build import acting_for
from tests.kept import kept
from tests.sip import town as t
from tests.sip.plans import town as p


@kept
def town():
    with as_loader():
        return t.make_town()


@kept
def child(town):
    """A child with a row in every table around it, and beside it another child of the same unit."""
    child = t.child_of(town)
    child.around = surround(child, town.teacher)
    child.beside = t.child_of(town, family_name="Annan")
    parents = [GuardianFacts("Maja Annan")]
    with acting_as(town.teacher):
        register_expected(by=town.teacher, family_name="Annan", expected_on=clock.today(), parents=parents)
    return child


def first_guardian(child):
    with as_loader():
        return Guardian.objects.filter(child=child).order_by("created_at").first().pk


def rows_for(acting, child) -> dict[str, dict]:
    """A row of each table as the services write it, by this assignment."""
    me, today = acting.assignment_id, clock.today()
    dated = {"child_id": child.pk, "valid_from": today}
    speaks = {"interpreter_language": "", "dialect": "", "sign_language": False, "adaptations": ""}
    rows = {
        "sip_expectedbirth": {"child_id": child.pk, "expected_on": today, "recorded_by_id": me},
        "sip_childperson": {
            **dated, **speaks, "relation": "related", "name": "Gun", "described": "", "phone": "",
            "may_take_part": True, "child_objects": False, "appointment_number": "",
        },
        "sip_guardianbar": {
            **dated, "guardian_id": first_guardian(child), "item": "plan", "reason": "harm", "set_by_id": me,
        },
        "sip_protecteddata": {
            **dated, "kind": "registration", "source": "told", "hidden_from_id": first_guardian(child), "set_by_id": me,
        },
        "sip_numberchange": {
            **dated, "unit_id": acting.unit_id, "kind": "personal_number", "value": encrypt("x"), "status": "proposed",
            "proposed_by_id": me,
        },
        "sip_checkliststep": {
            "child_id": child.pk, "unit_id": acting.unit_id, "step": "kontakt", "done_on": today, "note": "x",
            "answer": "done", "done_by_id": me,
        },
        "sip_informationgiven": {
            "child_id": child.pk, "assessment_id": child.around["told need"], "unit_id": acting.unit_id,
            "given_on": today, "told_to": ["child"], "sheets": [], "given_by_id": me,
        },
        "sip_concernnote": {
            "child_id": child.pk, "reporter_id": me, "reported_on": today, "meeting_offered": "no",
        },
    }  # fmt: skip
    return {table: row_of(acting, **row) for table, row in rows.items()}


TABLES = (
    "sip_expectedbirth sip_childperson sip_guardianbar sip_protecteddata sip_numberchange sip_checkliststep "
    "sip_informationgiven sip_concernnote"
).split()
BY = {
    "sip_expectedbirth": "recorded_by_id", "sip_guardianbar": "set_by_id", "sip_protecteddata": "set_by_id",
    "sip_numberchange": "proposed_by_id", "sip_checkliststep": "done_by_id",
    "sip_informationgiven": "given_by_id", "sip_concernnote": "reporter_id",
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_only_who_sees_the_child_writes_around_it_and_in_ones_own_name(town, child, table):
    for stranger in (town.colleague, town.social_worker, town.convenor):
        with acting_as(stranger), pytest.raises(Error, match="row-level security"):
            insert(table, **rows_for(stranger, child)[table])
    row = rows_for(town.teacher, child)[table]
    if table in BY:
        with acting_as(town.teacher), pytest.raises(Error, match="row-level security"):
            insert(table, **{**row, BY[table]: town.head.assignment_id})
    with acting_as(town.teacher):
        insert(table, **row)


@pytest.mark.parametrize("table", TABLES)
def test_who_does_not_see_the_child_reads_nothing_around_it(town, child, table):
    with as_loader():
        assert run(f"SELECT count(*) FROM {table}")[0][0] >= 1
    for stranger in (town.colleague, town.social_manager, town.convenor, town.reviewer, town.admin):
        with acting_as(stranger):
            assert run(f"SELECT count(*) FROM {table}") == [(0,)]


def test_ones_own_note_is_read_by_nobody_who_sees_the_child_beside_one(town, child):
    with acting_as(town.head):
        assert run("SELECT count(*) FROM sip_checkliststep") == [(1,)]
        assert run("SELECT count(*) FROM sip_concernnote") == [(0,)]
    with acting_as(town.teacher):
        assert run("SELECT count(*) FROM sip_concernnote") == [(1,)]


@pytest.mark.parametrize("other", ["need", "beside"])
def test_information_is_given_of_this_childs_need_where_it_is_enough(town, child, other):
    row = rows_for(town.teacher, child)["sip_informationgiven"]
    with acting_as(town.teacher):
        beside = assess_need(child.beside, by=town.teacher, noticed_on=clock.today(), position="inform", need="x")
    row["assessment_id"] = beside.pk if other == "beside" else child.around["need"]
    with acting_as(town.teacher), pytest.raises(Error, match="row-level security"):
        insert("sip_informationgiven", **row)


@pytest.mark.parametrize(
    ("table", "column"), [("sip_guardianbar", "guardian_id"), ("sip_protecteddata", "hidden_from_id")]
)
def test_another_childs_guardian_is_not_named(town, child, table, column):
    row = rows_for(town.teacher, child)[table] | {column: first_guardian(child.beside)}
    with acting_as(town.teacher), pytest.raises(Error, match="row-level security"):
        insert(table, **row)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("sip_childidentifier", "value = value"),
        ("sip_childidentifier", "valid_from = valid_from"),
        ("sip_childidentifier", "child_id = child_id"),
        ("sip_guardian", "child_id = child_id"),
        ("sip_guardianbar", "item = 'plan'"),
        ("sip_protecteddata", "kind = 'secrecy'"),
        ("sip_numberchange", "value = value"),
        ("sip_checkliststep", "note = ''"),
        ("sip_informationgiven", "sheets = sheets"),
        ("sip_needassessment", "need = ''"),
        ("sip_concernnote", "reported_on = reported_on"),
    ],
)
def test_what_has_been_written_is_not_rewritten(town, child, table, change):
    with acting_as(town.teacher), pytest.raises(Error, match="permission denied"), transaction.atomic():
        run(f"UPDATE {table} SET {change}")


DECIDE = "UPDATE sip_numberchange SET status = %s, decided_by_id = %s, decided_at = clock_timestamp() RETURNING 1"


def test_a_number_change_is_decided_by_another_person_and_in_ones_own_name(town, child):
    with as_loader():
        twice = town.assignments["social_manager"]
        twice.person, twice.unit = town.assignments["teacher"].person, town.school
        twice.save()
    for who in (town.teacher, acting_for(twice)):
        with acting_as(who):
            assert run(DECIDE, ["confirmed", who.assignment_id]) == []
    for status, by in (("confirmed", town.teacher), ("proposed", town.head)):
        with acting_as(town.head), pytest.raises(Error, match="row-level security"), transaction.atomic():
            run(DECIDE, [status, by.assignment_id])
    with acting_as(town.head):
        assert run(DECIDE, ["confirmed", town.head.assignment_id]) == [(1,)]
        assert run(DECIDE, ["rejected", town.head.assignment_id]) == []


def test_a_bar_is_lifted_in_ones_own_name(town, child):
    lift = "UPDATE sip_guardianbar SET valid_to = %s, ended_by_id = %s RETURNING 1"
    later = clock.today() + timedelta(days=1)
    with acting_as(town.head), pytest.raises(Error, match="row-level security"), transaction.atomic():
        run(lift, [later, town.teacher.assignment_id])
    with acting_as(town.head):
        assert run(lift, [later, town.head.assignment_id]) == [(1,)]


def test_an_assumed_identity_cannot_be_written(town, child):
    with as_loader(), pytest.raises(Error, match="protection_of_an_identity_in_the_register"):
        insert("sip_protecteddata", **rows_for(town.teacher, child)["sip_protecteddata"] | {"kind": "assumed"})


# --- What rests on a consent, tried past row security: the gates stand by themselves. [security 4] ---------------


def refused_by(act) -> str:
    """The gate that says no to plain SQL, "" where it is done; nothing of it is kept."""
    try:
        with transaction.atomic():
            act()
            raise Done
    except Done:
        return ""
    except Error as error:
        return error.__cause__.diag.constraint_name


class Done(Exception):
    """Done, and to be taken back."""


YESTERDAY = "status = 'given', valid_from = current_date - 9, valid_to = current_date - 1"
LACKING = (
    "status = 'withdrawn'", "status = 'used'", "status = 'requested'", YESTERDAY, "valid_from = current_date + 1",
    "valid_to = current_date + 3",
)  # fmt: skip


@pytest.fixture
def asked(town):
    """A case whose next sitting has a consent, and the row that calls it."""
    case = t.raised(town)
    consent = t.consented(town, case)
    row = row_of(
        town.convenor, case_id=case.pk, number=1, status="called", starts_at=t.in_days(5), place="Rum 3",
        family_present=False, is_deidentified=False, consent_id=consent.pk, called_at=clock.now(), outcome="",
        called_by_id=town.convenor.assignment_id, cancel_reason="",
    )  # fmt: skip
    return case, row


def change_consent(case, change: str) -> None:
    run(f"UPDATE sip_consent SET {change} WHERE case_id = %s RETURNING 1", [case.pk])


OF_A_SITTING = (
    *LACKING, "sitting = 2", "purpose = 'steering_escalation', sitting = NULL", "form = 'oral', witness = 'x'",
)  # fmt: skip


@pytest.mark.parametrize("change", ["valid_to = valid_to", *OF_A_SITTING])
def test_a_sitting_is_called_on_a_live_consent_to_that_sitting(asked, change):
    case, row = asked
    with as_loader():
        change_consent(case, change)
        said = refused_by(lambda: insert("sip_occasion", **row))
    assert said == ("" if change == "valid_to = valid_to" else "sitting_needs_consent")


def test_without_identity_a_sitting_needs_none(asked):
    case, row = asked
    with as_loader():
        change_consent(case, "status = 'withdrawn'")
        assert refused_by(lambda: insert("sip_occasion", **{**row, "is_deidentified": True, "consent_id": None})) == ""


ENDED = "status = 'withdrawn', ended_at = '{}'"


@pytest.mark.parametrize(("hours", "said"), [(-1, "sitting_needs_consent"), (1, "")])
def test_what_was_held_was_held_on_a_consent_that_stood_then(town, asked, hours, said):
    case, row = asked
    with as_loader():
        insert("sip_occasion", **row)
        change_consent(case, ENDED.format(row["starts_at"] + timedelta(hours=hours)))
        held = "UPDATE sip_occasion SET status = 'held' WHERE case_id = %s RETURNING 1"
        assert refused_by(lambda: run(held, [case.pk])) == said


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_what_has_been_held_or_cancelled_is_never_called_again(asked, status):
    case, row = asked
    with as_loader():
        insert("sip_occasion", **row)
        run("UPDATE sip_occasion SET status = %s WHERE case_id = %s RETURNING 1", [status, case.pk])
        for change in ("status = 'called'", "starts_at = starts_at + interval '1 day'", "place = 'x'"):
            again = f"UPDATE sip_occasion SET {change} WHERE case_id = %s RETURNING 1"
            assert refused_by(lambda again=again: run(again, [case.pk])) == "sitting_stands", change


@pytest.fixture
def planned(town):
    """A plan whose meeting is called, and the row that calls another."""
    with as_loader():
        p.add_to(town)
    _town, plan = p.until("preparing", town)
    row = row_of(
        town.teacher, case_id=plan.pk, number=7, kind="planning", status="called", question="x",
        starts_at=t.in_days(5), minutes=60, place="Rum 3", interpreter="", adaptations="", facilitator="",
        called_at=clock.now(), called_by_id=town.teacher.assignment_id,
    )  # fmt: skip
    return plan, row


@pytest.mark.parametrize("change", ["valid_to = valid_to", *LACKING])
def test_a_plans_meeting_is_called_on_a_live_consent_to_the_plan(planned, change):
    plan, row = planned
    with as_loader():
        change_consent(plan, change)
        said = refused_by(lambda: insert("sip_planmeeting", **row))
    assert said == ("" if change == "valid_to = valid_to" else "meeting_needs_consent")


@pytest.mark.parametrize(("hours", "said"), [(-1, "meeting_needs_consent"), (1, "")])
def test_a_plans_meeting_was_held_on_a_consent_that_stood_then(planned, hours, said):
    plan, row = planned
    with as_loader():
        insert("sip_planmeeting", **row)
        change_consent(plan, ENDED.format(row["starts_at"] + timedelta(hours=hours)))
        change = "status = 'held', held_at = starts_at"
        held = f"UPDATE sip_planmeeting SET {change} WHERE case_id = %s RETURNING 1"
        assert refused_by(lambda: run(held, [plan.pk])) == said
        if not said:
            run(held, [plan.pk])
            back = "UPDATE sip_planmeeting SET status = 'called', held_at = NULL WHERE case_id = %s RETURNING 1"
            assert refused_by(lambda: run(back, [plan.pk])) == "meeting_stands"


@pytest.mark.parametrize("change", ["valid_to = valid_to", *LACKING[:-1]])
def test_another_principals_child_is_linked_on_a_live_consent_that_covers_its_unit(town, planned, change):
    plan, _row = planned
    theirs = t.child_of(town, by=town.bup_manager)
    ours = t.child_of(town, family_name="Annan")
    links = [row_of(town.bup_manager, case_id=plan.pk, child_id=one.pk) for one in (theirs, ours)]
    with as_loader():
        change_consent(plan, change)
        said = [refused_by(lambda link=link: insert("sip_childcase", **link)) for link in links]
        run("UPDATE sip_consentunit SET withdrawn_at = now() WHERE case_id = %s AND unit_id = %s RETURNING 1",
            [plan.pk, town.bup.pk])  # fmt: skip
        assert refused_by(lambda: insert("sip_childcase", **links[0])) == "link_needs_consent"
    assert said == ["" if change == "valid_to = valid_to" else "link_needs_consent", ""]
