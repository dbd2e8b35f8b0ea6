"""Whatever writes to a protected table leaves a row in the log, said or unsaid; never its content."""

import uuid

import pytest
from django.db import connection, transaction

from core import audit
from core.access import acting_as
from core.access.migration_ops import protect
from core.audit.migration_ops import safety_net
from tests.core.audit.conftest import events
from tests.database import as_loader, as_role

ALL = "SELECT, INSERT, UPDATE, DELETE"


def make(table, columns, **named):
    with as_role("bus_owner"), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {table} ({columns}, region_id uuid NOT NULL, words text)")
        cursor.execute(protect(table, roles={"bus_app": ALL}).sql)
        cursor.execute(safety_net(table, **named).sql)


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.fixture
def notes(town):
    make("net_note", "id uuid PRIMARY KEY, case_id uuid, child_id uuid")
    return "net_note"


def told(rows):
    return [(row.act, row.object_id, row.case_id, row.child_id, row.net) for row in rows]


def test_each_way_of_writing_is_logged_with_its_key_case_and_child(town, notes):
    note, case, child = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    with acting_as(town.teacher):
        run("INSERT INTO net_note VALUES (%s, %s, %s, %s, 'hemligt')", note, case, child, town.north.pk)
        run("UPDATE net_note SET words = 'annat'")
        run("DELETE FROM net_note")

    rows = events()
    assert told(rows) == [
        ("net_note.insert", note, case, child, True),
        ("net_note.update", note, case, child, True),
        ("net_note.delete", note, case, child, True),
    ]
    assert {(row.assignment_id, row.object_kind) for row in rows} == {(town.teacher.assignment_id, "net_note")}


def test_each_row_of_a_statement_has_its_own_line_and_none_has_none(town, notes):
    with acting_as(town.teacher):
        run(
            "INSERT INTO net_note SELECT gen_random_uuid(), NULL, NULL, %s, '' FROM generate_series(1, 20)",
            town.north.pk,
        )
        run("UPDATE net_note SET words = 'x' WHERE false")
    assert len(events()) == len({row.object_id for row in events()}) == 20


def test_the_key_and_the_child_are_found_or_told(town):
    make("net_child", "id uuid PRIMARY KEY", child="id")
    make("net_shared", "case_id uuid PRIMARY KEY")
    child, case = uuid.uuid4(), uuid.uuid4()
    with acting_as(town.teacher):
        run("INSERT INTO net_child VALUES (%s, %s, '')", child, town.north.pk)
        run("INSERT INTO net_shared VALUES (%s, %s, '')", case, town.north.pk)

    assert told(events()) == [
        ("net_child.insert", child, None, child, True),
        ("net_shared.insert", case, case, None, True),
    ]


def test_a_write_without_anybody_acting_is_logged_with_the_role(town, notes):
    with as_role("bus_owner"):
        run("ALTER TABLE net_note NO FORCE ROW LEVEL SECURITY")
        run("INSERT INTO net_note VALUES (%s, NULL, NULL, %s, '')", uuid.uuid4(), town.north.pk)
    (row,) = events()
    assert (row.kind, row.user_id, row.purpose) == ("", None, "bus_owner")


def test_the_loader_of_demo_data_leaves_no_rows(town, notes):
    with as_loader():
        run("INSERT INTO net_note VALUES (%s, NULL, NULL, %s, '')", uuid.uuid4(), town.north.pk)
    assert events() == []


def test_a_rolled_back_write_leaves_no_row(town, notes):
    with acting_as(town.teacher):
        run("INSERT INTO net_note VALUES (%s, NULL, NULL, %s, '')", uuid.uuid4(), town.north.pk)
        transaction.set_rollback(True)
    assert events() == []


def test_what_cannot_be_logged_is_not_written(town, notes):
    """Neither the row nor the act, when the log takes nothing in."""
    with as_role("bus_owner"):
        run("ALTER TABLE audit_event ADD CONSTRAINT closed CHECK (number < 0) NOT VALID")
    with acting_as(town.teacher):
        with pytest.raises(Exception, match="closed"), transaction.atomic():
            run("INSERT INTO net_note VALUES (%s, NULL, NULL, %s, '')", uuid.uuid4(), town.north.pk)
        with pytest.raises(audit.AuditFailed), transaction.atomic():
            audit.record("case.read", by=town.teacher)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM net_note")
            assert cursor.fetchone() == (0,)


def test_the_net_is_taken_away_by_the_reverse(town, notes):
    with as_role("bus_owner"):
        run(safety_net("net_note").reverse_sql)
    with acting_as(town.teacher):
        run("INSERT INTO net_note VALUES (%s, NULL, NULL, %s, '')", uuid.uuid4(), town.north.pk)
    assert events() == []
