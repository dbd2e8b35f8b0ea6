"""Old months of the log go whole, by the job alone, and what stays still proves itself. [security 5]"""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction

from core.access import acting_as
from core.audit import canonical, months, seals, tasks
from core.audit.checks import the_log_is_kept_long_enough
from core.audit.models import AuditSeal, DroppedMonth
from core.audit.verify import verify
from ops import testing
from tests.core.audit.sealing import connect, seal_until_quiet, tamper
from tests.database import as_loader, as_role, folder

JANUARY, FEBRUARY, MARCH = date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1)
PART = """
CREATE TABLE public.audit_event_{name} (LIKE audit_event INCLUDING CONSTRAINTS);
ALTER TABLE public.audit_event_{name} OWNER TO bus_owner, ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event ATTACH PARTITION public.audit_event_{name} FOR VALUES FROM ('{first} UTC') TO ('{end} UTC');
"""
ROW = """
INSERT INTO audit_event (txid, at, kind, act, object_kind, basis, purpose, outcome, reason, request_id,
  session_hash, net) VALUES (pg_current_xact_id(), %s, 'user', 'sip.read', 'sip.case', '', '', 'ok', '', '', '', false)
"""
# The moments of each block's rows, and when it was sealed: the second holds rows of two months, the fourth is of today.
BLOCKS = [
    (["2020-01-10", "2020-01-11"], "2020-01-11 12:00"),
    (["2020-01-31 23:59:59.9", "2020-02-01 00:00:00", "2020-02-01 00:00:01"], "2020-02-01 00:01"),
    (["2020-02-10"], "2020-02-10 12:00"),
    (["2025-06-01"], None),
]


@pytest.fixture(scope="module")
def committed(database_name, django_db_setup, django_db_blocker):
    """Three months of long ago, sealed when they were young; they stay while this file's tests roll back."""
    with django_db_blocker.unblock():
        with connect("postgres") as server:
            for first, end in ((JANUARY, FEBRUARY), (FEBRUARY, MARCH), (MARCH, date(2020, 4, 1))):
                server.execute(PART.format(name=f"{first:%Y_%m}", first=first, end=end))
            for moments, _sealed in BLOCKS:
                with server.transaction():
                    for moment in moments:
                        server.execute(ROW, [f"{moment} UTC"])
                seal_until_quiet()
            server.execute("SET session_replication_role = replica")
            _age(server)
        yield
        connections.close_all()
        testing.clone(folder(), testing.ensure_template(folder()), database_name)


def _age(server) -> None:
    """As if the seals had been made when their rows were written."""
    before = ""
    for sequence, (_moments, sealed) in enumerate(BLOCKS, start=1):
        if sealed:
            server.execute("UPDATE audit_seal SET at = %s WHERE sequence = %s", [f"{sealed} UTC", sequence])
        columns = [*canonical.SEAL_FIELDS, "at"]
        found = server.execute(
            f"SELECT {', '.join(columns)} FROM audit_seal WHERE sequence = %s", [sequence]
        ).fetchone()
        seal = {**dict(zip(columns, found, strict=True)), "previous_hash": before}
        before = canonical.seal_hash(seal)
        server.execute(
            "UPDATE audit_seal SET previous_hash = %s, seal_hash = %s WHERE sequence = %s",
            [seal["previous_hash"], before, sequence],
        )


@pytest.fixture
def outside(committed, db, settings, tmp_path):
    """As the worker, with the seals carried out; the file."""
    settings.BUS_SEAL_FILE = str(tmp_path / "seals.log")
    with as_role("bus_worker"):
        seals.export(tmp_path / "seals.log")
        assert verify(tmp_path / "seals.log").findings == []
        yield tmp_path / "seals.log"


def parts() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_event'::regclass")
        return {name for (name,) in cursor.fetchall() if "2020" in name}


def found(path=None) -> list[str]:
    """What is wrong; but for the rows of this very transaction, which no seal can have met."""
    return [finding for finding in verify(path).findings if not finding.endswith("inserted past the log.")]


def kept() -> list[tuple[str, str]]:
    with acting_as(job="test"):
        return [(month.name, month.kept_by) for month in months.old_months()]


def drop(month: date, years: int = 5, exported: AuditSeal | None = None) -> int:
    last = exported or AuditSeal.objects.last()
    with acting_as(job="test"), connection.cursor() as cursor:
        cursor.execute("SELECT access.audit_drop_month(%s, %s, %s, %s)", [month, years, last.sequence, last.seal_hash])
        return cursor.fetchone()[0]


def refused(*arguments, **named) -> str:
    with pytest.raises(DatabaseError) as why, transaction.atomic():
        drop(*arguments, **named)
    return str(why.value).splitlines()[0]


def test_whole_old_months_go_and_the_rest_still_proves_itself(outside):
    assert tasks.drop_old_months() == 3
    assert parts() == set()
    assert [(one.month, one.row_count) for one in DroppedMonth.objects.all()] == [
        (JANUARY, 3),
        (FEBRUARY, 3),
        (MARCH, 0),
    ]
    assert (found(outside), verify().seals, verify().rows) == ([], 4, 1)
    assert tasks.drop_old_months() == 0


def test_a_block_of_two_months_keeps_the_rows_that_stay(outside):
    assert drop(JANUARY) == 3
    assert list(DroppedMonth.objects.get().remainders) == ["2"]
    assert (found(outside), verify().rows) == ([], 4)
    tamper("DELETE FROM audit_event WHERE at = '2020-02-01 00:00:01 UTC'")
    assert verify().findings[0].endswith("1 row removed of 2.")


def test_a_changed_row_of_what_stays_is_found(outside):
    drop(JANUARY)
    assert tamper("UPDATE audit_event SET act = 'sip.print' WHERE at = '2020-02-01 00:00:00 UTC'") == 1
    assert "has been changed" in verify().findings[0]


def test_a_row_put_back_into_a_month_that_has_gone_is_found(outside):
    drop(JANUARY)
    assert tamper(
        "UPDATE audit_event SET txid = (SELECT from_txid FROM audit_seal WHERE sequence = 2)"
        " WHERE at = '2025-06-01 UTC'"
    )
    assert any("1 row inserted after it was sealed with 2." in finding for finding in found())


def test_the_log_says_that_a_month_went(outside):
    drop(JANUARY)
    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SELECT kind, purpose, reason FROM audit_event WHERE act = 'log.month_dropped'")
        assert cursor.fetchall() == [("job", "test", "2020-01")]


def test_a_month_that_has_gone_is_not_made_anew(outside):
    drop(JANUARY)
    tamper("ALTER TABLE audit_event DETACH PARTITION audit_event_2024_01")
    tamper("DROP TABLE audit_event_2024_01")
    assert seals.make_partitions() == 1
    tamper("DROP TABLE audit_event_2024_01")
    tamper("UPDATE audit_droppedmonth SET month = '2024-01-01'")
    assert seals.make_partitions() == 0


class TestStays:
    """What keeps a month, also from who calls the function directly."""

    def test_nothing_keeps_these(self, outside):
        assert kept() == [("2020-01", ""), ("2020-02", ""), ("2020-03", "")]

    def test_less_than_five_years_is_refused(self, outside):
        assert "at least 5 years" in refused(JANUARY, years=4)

    def test_a_younger_month_stays(self, outside, settings):
        assert "stays: too_young" in refused(date(2024, 1, 1))
        assert "stays: too_young" in refused(JANUARY, years=60)
        settings.AUDIT_YEARS = 60
        assert tasks.drop_old_months() == 0

    def test_never_one_before_an_older(self, outside):
        tamper("UPDATE audit_seal SET at = now() WHERE sequence = 1")
        assert kept() == [("2020-01", "too_young"), ("2020-02", "behind"), ("2020-03", "behind")]
        assert "stays: behind" in refused(FEBRUARY)
        assert tasks.drop_old_months() == 0

    def test_rows_without_a_seal_stay(self, outside):
        tamper("UPDATE audit_event SET txid = '900000000' WHERE at = '2020-01-10 UTC'")
        assert kept()[0] == ("2020-01", "unsealed")
        assert "stays: unsealed" in refused(JANUARY)

    def test_rows_whose_seal_does_not_stand_outside_stay(self, outside):
        assert "stays: not_exported" in refused(JANUARY, exported=AuditSeal.objects.get(sequence=1))
        outside.write_text(outside.read_text().splitlines(keepends=True)[0])
        assert kept()[0] == ("2020-01", "not_exported")
        assert tasks.drop_old_months() == 0

    def test_seals_of_another_log_are_no_proof(self, outside):
        other = AuditSeal.objects.get(sequence=4)
        other.seal_hash = "0" * 64
        assert "not those of this log" in refused(JANUARY, exported=other)

    def test_a_hole_in_the_file_keeps_the_month(self, outside, caplog):
        lines = outside.read_text().splitlines(keepends=True)
        outside.write_text("".join([lines[0], *lines[2:]]))
        assert tasks.drop_old_months() == 0
        assert caplog.messages == ["Month 2020-01 of the log stays (SealsDiffer): run old_audit_months."]

    def test_another_seal_in_the_file_keeps_the_month(self, outside):
        lines = [json.loads(line) for line in outside.read_text().splitlines()]
        lines[0]["seal_hash"] = "0" * 64
        outside.write_text("".join(json.dumps(line) + "\n" for line in lines))
        assert tasks.drop_old_months() == 0

    def test_without_a_place_outside_nothing_goes(self, outside, settings):
        settings.BUS_SEAL_FILE = settings.BUS_HOME = ""
        assert kept()[0] == ("2020-01", "not_exported")
        assert tasks.drop_old_months() == 0

    def test_a_block_that_is_not_what_its_seal_says_keeps_the_month(self, outside):
        tamper("UPDATE audit_event SET act = 'sip.print' WHERE at = '2020-01-10 UTC'")
        assert "not what their seals say" in refused(JANUARY)
        assert tasks.drop_old_months() == 0
        assert len(parts()) == 3


class TestNobodyElse:
    @pytest.mark.parametrize("role", ["bus_app", "bus_report"])
    def test_only_the_job_calls_it(self, outside, role):
        with pytest.raises(ProgrammingError), as_role(role), connection.cursor() as cursor:
            cursor.execute("SELECT access.audit_drop_month('2020-01-01', 5, 4, '')")

    @pytest.mark.parametrize(
        "sql",
        [
            "DROP TABLE audit_event_2020_01",
            "ALTER TABLE audit_event DETACH PARTITION audit_event_2020_01",
            "DELETE FROM audit_event WHERE at < '2021-01-01'",
            "TRUNCATE audit_event_2020_01",
            "INSERT INTO audit_droppedmonth VALUES ('2020-01-01', 0, 1, 4, '{}', 5, now())",
            "DELETE FROM audit_seal",
        ],
    )
    def test_the_worker_takes_nothing_by_itself(self, outside, sql):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    @pytest.mark.parametrize("sql", ["UPDATE audit_droppedmonth SET row_count = 0", "DELETE FROM audit_droppedmonth"])
    def test_what_is_said_of_a_month_stands_even_before_its_owner(self, outside, sql):
        drop(JANUARY)
        with pytest.raises(DatabaseError, match="append-only"), as_role("bus_owner"), connection.cursor() as cursor:
            cursor.execute(sql)


FORGED = """
INSERT INTO audit_droppedmonth (month, row_count, first_sequence, last_sequence, remainders, years, at)
VALUES (%s, 1, %s, %s, '{}', 5, now())
"""


class TestForged:
    """Whoever takes rows as the superuser and writes them off as an old month is found."""

    def test_rows_of_today_written_off_under_an_old_months_name(self, outside):
        tamper("DELETE FROM audit_event WHERE at > '2025-01-01'")
        tamper(FORGED, "2020-01-01", 4, 4)
        assert "Month 2020-01 of the log is said to have taken rows of blocks younger than 5 years." in found()

    def test_a_month_that_was_too_young(self, outside):
        tamper(FORGED, "2025-06-01", 4, 4)
        assert "Month 2025-06 of the log went before it was 5 years old." in verify().findings

    def test_a_month_that_the_log_does_not_name(self, outside):
        tamper("DELETE FROM audit_event WHERE at < '2020-02-10'")
        tamper(FORGED, "2020-01-01", 1, 2)
        assert found() == ["Month 2020-01 of the log has gone, and the log does not say so."]


def test_operations_see_what_would_go(outside, settings):
    def said() -> str:
        out = StringIO()
        call_command("old_audit_months", stdout=out)
        return out.getvalue()

    assert said().splitlines() == [
        "2020-01: 3 rows under seals 1 to 2; goes tonight.",
        "2020-02: 3 rows under seals 2 to 3; goes tonight.",
        "2020-03: no rows; goes tonight.",
    ]
    tamper("UPDATE audit_seal SET at = now() WHERE sequence = 3")
    assert "2020-02: 3 rows under seals 2 to 3; was sealed too late." in said()
    settings.AUDIT_YEARS = 60
    assert said() == "No month of the log is older than 60 years.\n"


@pytest.mark.parametrize(("years", "faults"), [(4, ["audit.E001"]), (5, []), (10, [])])
def test_the_setting_may_only_be_longer(settings, years, faults):
    settings.AUDIT_YEARS = years
    assert [fault.id for fault in the_log_is_kept_long_enough(None)] == faults
