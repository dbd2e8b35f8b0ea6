"""Who did what is written with the act or not at all, and nobody can write in another's name."""

import uuid
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core import audit, clock
from core.access import acting_as
from core.audit import AuditFailed
from core.audit import request as log_request
from core.people.models import Person
from tests.core.audit.conftest import events, make_town
from tests.database import as_loader, as_role

CASE, CHILD = uuid.uuid4(), uuid.uuid4()
APPEND = "SELECT access.audit_append(%s, '', ARRAY[NULL]::uuid[], NULL, NULL, NULL, '', '', 'ok', '', '', '')"
FORGE = "SELECT set_config('app.context', %s, true);"


def test_a_row_tells_who_acted_for_whom_and_on_what(town):
    log_request.set_request("AB23CD45", "ab" * 20)
    with acting_as(town.teacher, purpose="care"):
        audit.record("case.read", by=town.teacher, object_kind="sip.case", object_id=CASE, case_id=CASE, child_id=CHILD)
    log_request.forget_request()

    (row,) = events()
    assert (row.kind, row.region_id, row.user_id, row.assignment_id) == (
        "user",
        town.north.pk,
        town.teacher.user_id,
        town.teacher.assignment_id,
    )
    assert (row.unit_id, row.principal_id) == (town.school.pk, town.school.principal_id)
    assert (row.act, row.object_kind, row.object_id) == ("case.read", "sip.case", CASE)
    assert (row.case_id, row.child_id, row.outcome, row.purpose) == (CASE, CHILD, "ok", "care")
    assert (row.request_id, row.session_hash, row.net) == ("AB23CD45", "ab" * 20, False)
    assert abs((datetime.now(UTC) - row.at).total_seconds()) < 60


def test_kind_id_case_and_child_are_taken_from_the_object(town):
    person = Person(pk=uuid.uuid4())
    person.case_id, person.child_id = CASE, CHILD
    with acting_as(town.teacher):
        audit.record("person.changed", person, by=town.teacher, reason="moved", basis="CS-05", unit_id=town.clinic.pk)

    (row,) = events()
    assert (row.object_kind, row.object_id, row.case_id, row.child_id) == ("people.person", person.pk, CASE, CHILD)
    assert (row.reason, row.basis, row.about_unit_id) == ("moved", "CS-05", town.clinic.pk)


def test_a_job_acts_without_a_person(town):
    with acting_as(job="sweep", region_id=town.north.pk) as job:
        audit.record("obligation.breached", by=job, case_id=CASE)

    (row,) = events()
    assert (row.kind, row.purpose, row.region_id) == ("job", "sweep", town.north.pk)
    assert (row.user_id, row.assignment_id, row.unit_id, row.principal_id) == (None, None, None, None)


def test_a_list_answer_is_one_statement_with_a_row_for_each_id(town):
    ids = [uuid.uuid4() for _ in range(50)]
    with acting_as(town.teacher), CaptureQueriesContext(connection) as statements:
        assert audit.record_many("case.listed", ids, by=town.teacher, object_kind="sip.case", case_ids=ids) == 50

    assert len(statements) == 1
    rows = events()
    assert [(row.object_id, row.case_id) for row in rows] == [(one, one) for one in ids]


def test_an_empty_list_says_nothing(town):
    with acting_as(town.teacher), CaptureQueriesContext(connection) as statements:
        assert audit.record_many("case.listed", [], by=town.teacher, object_kind="sip.case") == 0
    assert (len(statements), events()) == (0, [])


def test_lists_that_do_not_stand_beside_each_other_are_refused(town):
    with acting_as(town.teacher), pytest.raises(ValueError, match="stand beside"):
        audit.record_many("case.listed", [CASE], by=town.teacher, object_kind="sip.case", case_ids=[CASE, CHILD])


def test_nobody_can_be_said_to_act_but_the_one_who_does(town):
    with acting_as(town.teacher), pytest.raises(AuditFailed, match="not the one who acts"):
        audit.record("case.read", by=town.nurse, case_id=CASE)
    assert events() == []


@pytest.mark.parametrize("role", ["bus_app", "bus_worker"])
def test_a_forged_context_writes_nothing(town, role):
    with as_role(role), acting_as(town.teacher):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.context')")
            parts = cursor.fetchone()[0].split("|")
        for place, value in [
            (1, town.nurse.user_id),
            (2, town.nurse.assignment_id),
            (3, town.south.pk),
            (6, 9999999999),
        ]:
            forged = [str(value) if n == place else part for n, part in enumerate(parts)]
            with pytest.raises(DatabaseError, match="nobody acts"), transaction.atomic():
                connection.cursor().execute(FORGE + APPEND, ["|".join(forged), "case.read"])
    assert events() == []


@pytest.mark.parametrize("role", ["bus_app", "bus_worker", "bus_report", "bus_owner"])
def test_no_role_writes_past_the_function(town, role):
    insert = "INSERT INTO audit_event (at, act) VALUES (now(), 'case.read')"
    refused = pytest.raises(DatabaseError, match=r"permission denied|row-level security")
    with refused, as_role(role), connection.cursor() as cursor:
        cursor.execute(insert)


@pytest.mark.parametrize("role", ["bus_app", "bus_worker", "bus_report"])
def test_the_inner_writer_is_for_no_role(town, role):
    inner = APPEND.replace("audit_append", "audit_write").replace("'')", "'', false)")
    refused = pytest.raises(DatabaseError, match="permission denied for function audit_write")
    with refused, as_role(role), connection.cursor() as cursor:
        cursor.execute(inner, ["case.read"])


def test_without_a_context_only_the_door_is_logged(town):
    audit.record("login.failed", by=None, object_kind="people.user", object_id=town.teacher.user_id, outcome="refused")
    with pytest.raises(AuditFailed), transaction.atomic():
        audit.record("case.read", by=None, case_id=CASE)

    (row,) = events()
    assert (row.act, row.kind, row.user_id, row.region_id, row.object_id) == (
        "login.failed",
        "",
        None,
        None,
        town.teacher.user_id,
    )


def test_a_failed_sign_in_is_a_refusal_by_nobody(town):
    audit.record_refusal("login.failed", by=None, object_kind="people.user", object_id=town.teacher.user_id)
    (row,) = events()
    assert (row.act, row.outcome, row.user_id, row.object_id) == ("login.failed", "refused", None, town.teacher.user_id)


@pytest.mark.parametrize("words", [{"reason": "Mamma ringde"}, {"purpose": "söker Anna"}, {"outcome": "inte bra"}])
def test_words_are_no_codes(town, words):
    with acting_as(town.teacher), pytest.raises(AuditFailed, match="no code"):
        audit.record("case.read", by=town.teacher, **words)
    assert events() == []


def test_the_database_refuses_words_too(town):
    sql = APPEND.replace("'ok', ''", "'ok', 'Mamma ringde'")
    with acting_as(town.teacher), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, ["case.read"])
    assert events() == []


def test_keys_that_are_no_random_ids_are_left_out(town):
    with acting_as(town.teacher):
        audit.record("session.ended", by=town.teacher, object_kind="people.session", object_id="a-session-key")
    assert events()[0].object_id is None


def rename(person, *, by):
    """An act as a service does it: the change, then the log, in one transaction."""
    with acting_as(by):
        Person.objects.filter(pk=person.pk).update(given_name="Ändrad")
        audit.record("person.changed", person, by=by)


def change_and_be_refused(by, *, write):
    with acting_as(by):
        write("case.changed", by=by, case_id=CASE)
        raise PermissionDenied


def test_an_act_that_cannot_be_logged_does_not_happen(town):
    """No part of the log exists for 2050: the row cannot be written, so the name is not changed."""
    with as_loader():
        person = Person.objects.get(pk=town.teacher.person_id)
    with pytest.raises(AuditFailed), clock.moved_to(datetime(2050, 1, 1, tzinfo=UTC)):
        rename(person, by=town.teacher)

    with as_loader():
        assert Person.objects.get(pk=person.pk).given_name == "Tora"
    assert events() == []


def test_a_row_that_is_swallowed_stops_the_act(town):
    with as_role("bus_owner"), connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
        cursor.execute("CREATE TRIGGER a_first BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION swallow()")
    with acting_as(town.teacher), pytest.raises(AuditFailed, match="logged 0 times, not 1"):
        audit.record("case.read", by=town.teacher)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_logged_and_nothing_happens():
    with pytest.raises(AuditFailed, match="there is none"):
        audit.record("login.failed", by=None)


@pytest.mark.django_db(transaction=True)
def test_a_rollback_takes_the_row_with_the_act_and_a_refusal_stays():
    with transaction.atomic(), as_loader():
        town = make_town()

    with pytest.raises(PermissionDenied):
        change_and_be_refused(town.teacher, write=audit.record)
    audit.record_refusal("case.changed", by=town.teacher, case_id=CASE, reason="forbidden")

    with transaction.atomic():
        (row,) = events()
    assert (row.act, row.outcome, row.reason, row.case_id) == ("case.changed", "refused", "forbidden", CASE)
    assert (row.user_id, row.assignment_id) == (town.teacher.user_id, town.teacher.assignment_id)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_not_written_inside_the_transaction_that_may_roll_back():
    with transaction.atomic(), as_loader():
        town = make_town()
    with acting_as(town.teacher), pytest.raises(AuditFailed, match="after the rollback"):
        audit.record_refusal("case.changed", by=town.teacher)


@pytest.mark.django_db(transaction=True)
def test_within_a_request_a_refusal_waits_for_the_end_of_the_transaction():
    with transaction.atomic(), as_loader():
        town = make_town()
    log_request.set_request("AB23CD45", "")
    try:
        with pytest.raises(PermissionDenied):
            change_and_be_refused(town.teacher, write=audit.record_refusal)
        assert log_request.write_waiting() == 1
        assert log_request.write_waiting() == 0
    finally:
        log_request.forget_request()

    with transaction.atomic():
        (row,) = events()
    assert (row.outcome, row.request_id) == ("refused", "AB23CD45")
