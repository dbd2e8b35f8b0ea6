"""The log's tables: added to, never changed, by nobody; ids and codes only."""

import contextlib
import uuid

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from core import audit
from core.access import acting_as
from core.audit import canonical
from core.audit.models import AuditEvent, AuditSeal
from ops import testing
from tests.core.audit.conftest import events
from tests.database import as_loader, as_role, folder

EVERYBODY = ["bus_app", "bus_worker", "bus_report", "bus_owner", "bus_loader"]
CHANGES = [
    "UPDATE {table} SET outcome = 'ok'",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
]


def rows_of(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@pytest.fixture
def one_row(town):
    with acting_as(town.teacher):
        audit.record("case.read", by=town.teacher, case_id=uuid.uuid4())
    with as_loader():
        ((part,),) = rows_of("SELECT tableoid::regclass::text FROM audit_event")
    return part


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("whole", [True, False], ids=["table", "month"])
def test_rows_are_never_changed_removed_or_emptied(one_row, role, change, whole):
    """Refused by rights or by trigger; or, where row security hides every row from its owner, without effect."""
    before = rows_as_told()
    with contextlib.suppress(DatabaseError), as_role(role), connection.cursor() as cursor:
        cursor.execute(change.format(table="audit_event" if whole else one_row))
        assert (role, cursor.rowcount) == ("bus_owner", 0)
    assert rows_as_told() == before
    assert len(before) == 1


def rows_as_told():
    return [canonical.line(vars(row)) for row in events()]


def superuser() -> psycopg.Connection:
    name = connection.settings_dict["NAME"]
    return psycopg.connect(testing.servers_in(folder()).cluster.url("postgres", name), autocommit=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
def test_the_triggers_refuse_even_whom_nothing_else_stops(table, change):
    """A superuser passes grants and row security; what refuses here binds the owner as well."""
    audit_row = "SELECT access.audit_append('login.failed','',ARRAY[NULL]::uuid[],NULL,NULL,NULL,'','','ok','','','')"
    with superuser() as server:
        server.execute(audit_row)
        server.execute("SELECT access.audit_seal()")
        month = server.execute("SELECT tableoid::regclass::text FROM audit_event").fetchone()[0]
        if table == "audit_seal":
            server.execute("INSERT INTO audit_seal VALUES (99, '0', '1', 1, 1, 1, 'x', '', now(), 'y')")
            change = change.replace("outcome = 'ok'", "row_count = 0")
        for name in {table, month} if table == "audit_event" else {table}:
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
                server.execute(change.format(table=name))
        assert server.execute(f"SELECT count(*) FROM {table}").fetchone()[0] >= 1


@pytest.mark.parametrize("role", ["bus_app", "bus_worker", "bus_report"])
def test_a_month_cannot_be_read_past_the_table(one_row, role):
    with pytest.raises(DatabaseError, match="permission denied"), as_role(role):
        rows_of(f"SELECT * FROM {one_row}")


@pytest.mark.parametrize("role", ["bus_worker", "bus_report"])
def test_jobs_do_not_read_the_log(one_row, role):
    with pytest.raises(DatabaseError, match="permission denied"), as_role(role):
        rows_of("SELECT * FROM audit_event")


def test_the_web_reads_no_seals(db):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows_of("SELECT * FROM audit_seal")


@pytest.mark.parametrize("function", ["audit_block('0', '9')", "audit_blocks(1, 9)", "audit_pending()", "audit_seal()"])
def test_the_web_neither_seals_nor_recomputes(db, function):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows_of(f"SELECT access.{function}")


def test_the_log_has_columns_for_ids_moments_and_codes_only(db):
    """No name, no free text: each text is narrow and checked to be a code; all else is an id, a number, a moment."""
    columns = dict(
        rows_of("SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = 'audit_event'")
    )
    texts = {name for name, kind in columns.items() if kind not in ("uuid", "int8", "xid8", "timestamptz", "bool")}
    checks = " ".join(
        text
        for (text,) in rows_of(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'audit_event'::regclass AND contype = 'c'"
        )
    )
    assert texts == {
        "kind",
        "act",
        "object_kind",
        "basis",
        "purpose",
        "outcome",
        "reason",
        "request_id",
        "session_hash",
    }
    assert {name for name in texts if f"({name})" not in checks} == set()
    assert {columns[name] for name in texts} == {"varchar"}
    assert set(columns) == set(canonical.ROW_FIELDS) == {field.attname for field in AuditEvent._meta.fields}


def test_a_seal_holds_counts_and_hashes_only(db):
    assert {field.attname for field in AuditSeal._meta.fields} == {
        *canonical.SEAL_FIELDS,
        "previous_hash",
        "at",
        "seal_hash",
    }


def test_the_log_has_no_foreign_keys(db):
    assert rows_of("SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = 'audit_event'::regclass") == []


def test_every_month_is_closed_by_forced_row_security(db):
    months = rows_of(
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, coalesce(c.relacl::text, '') FROM pg_inherits i "
        "JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'audit_event'::regclass ORDER BY 1"
    )
    assert months[0][0] == "audit_event_2024_01"
    assert len(months) >= 24
    assert {secured for _name, secured, _acl in months} == {True}
    assert {name for name, _secured, acl in months if "bus_app" in acl or "bus_worker" in acl} == set()


def test_the_worker_makes_months_ahead_once(db):
    with as_role("bus_worker"):
        assert rows_of("SELECT access.audit_make_partitions(24)") == [(0,)]
        assert rows_of("SELECT access.audit_make_partitions(27)") == [(3,)]
        assert rows_of("SELECT access.audit_make_partitions(27)") == [(0,)]
        newest = rows_of("SELECT max(relname::text) FROM pg_class WHERE relname ~ '^audit_event_[0-9_]+$'")[0][0]
        triggers = rows_of("SELECT tgname::text FROM pg_trigger WHERE tgrelid = %s::regclass ORDER BY 1", newest)
    assert triggers == [(f"{newest}_never_emptied",), ("audit_event_append_only",)]


@pytest.mark.parametrize("months", [0, -1, 61, 100000])
def test_months_ahead_have_bounds(db, months):
    with pytest.raises(DatabaseError, match="months must be 1 to 60"), as_role("bus_worker"):
        rows_of("SELECT access.audit_make_partitions(%s)", months)


def test_the_web_makes_no_months(db):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows_of("SELECT access.audit_make_partitions(24)")


def test_the_functions_rights_and_paths_are_pinned(db):
    found = rows_of(
        "SELECT p.proname, pg_get_userbyid(p.proowner), array_to_string(p.proconfig, ',') FROM pg_proc p "
        "JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = 'access' AND (p.proname LIKE 'audit%%' OR p.proname IN "
        "('reviewed_principal_id', 'staff_sign_ins', 'acts_after_participation', 'acts_of_namesakes')) "
        "AND p.prosecdef ORDER BY 1"
    )
    from core.audit.tables import DEFINERS

    assert {name for name, _owner, _config in found} == DEFINERS
    owners = {name: owner for name, owner, _config in found}
    assert {owners.pop(name) for name in ("audit_make_partitions", "audit_drop_month")} == {"bus_owner"}
    assert set(owners.values()) == {"bus_policy"}
    configs = [config.removesuffix(",lock_timeout=5s") for _name, _owner, config in found]
    assert all(config.endswith("pg_temp") and config.startswith("search_path=") for config in configs)
