"""Every tampering shows, inside the database or against the seals kept outside it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, ProgrammingError, connections, transaction

from core.audit import canonical, seals, tasks
from core.audit.checks import seals_leave_the_database
from core.audit.models import AuditEvent, AuditSeal
from core.audit.verify import verify
from ops import testing
from tests.core.audit.sealing import connect, numbers, seal_until_quiet, tamper, write
from tests.database import as_role, folder


@pytest.fixture(scope="module")
def committed(database_name, django_db_setup, django_db_blocker):
    """Three sealed blocks of three rows, which stay while this file's tests tamper and roll back."""
    with django_db_blocker.unblock():
        with connect() as server:
            for _ in range(3):
                with server.transaction():  # one transaction is never divided between blocks
                    write(server, 3)
                seal_until_quiet()
        yield numbers()
        connections.close_all()
        testing.clone(folder(), testing.ensure_template(folder()), database_name)


@pytest.fixture
def three_blocks(committed, db):
    """As the worker, in a transaction of the test's own; the rows' numbers."""
    with as_role("bus_worker"):
        assert verify().findings == []
        yield committed


def found() -> str:
    return " ".join(verify().findings)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("outcome", "ok"),
        ("user_id", "00000000-0000-4000-8000-000000000001"),
        ("at", "2026-11-02 03:04:05+00"),
        ("object_id", None),
        ("net", "true"),
    ],
)
def test_a_changed_row_is_found(three_blocks, column, value):
    assert tamper(f"UPDATE audit_event SET {column} = %s WHERE number = %s", value, three_blocks[4]) == 1
    assert "Block 2 (" in found()
    assert "has been changed" in found()
    assert len(verify().findings) == 1


def test_a_removed_row_is_found(three_blocks):
    assert tamper("DELETE FROM audit_event WHERE number = %s", three_blocks[4]) == 1
    assert found().endswith("1 row removed of 3.")


def test_an_emptied_log_is_found(three_blocks):
    tamper("TRUNCATE audit_event")
    assert found().count("3 rows removed of 3.") == 3


def test_a_detached_month_is_found(three_blocks):
    tamper(
        "DO $$ BEGIN EXECUTE 'ALTER TABLE audit_event DETACH PARTITION '"
        " || (SELECT tableoid::regclass FROM audit_event LIMIT 1); END $$"
    )
    assert found().count("3 rows removed of 3.") == 3


COPY = """
INSERT INTO audit_event (number, txid, at, kind, act, object_kind, basis, purpose, outcome, reason, request_id,
  session_hash, net) OVERRIDING SYSTEM VALUE
SELECT {number}, {txid}, at, kind, act, object_kind, basis, purpose, outcome, reason, request_id, session_hash, net
FROM audit_event WHERE number = %s
"""


def test_an_inserted_row_is_found(three_blocks):
    assert tamper(COPY.format(number="number - 1000", txid="txid"), three_blocks[0]) == 1
    assert "Block 1 (" in found()
    assert "1 row inserted after it was sealed with 3." in found()


def test_an_exchanged_row_is_found(three_blocks):
    tamper(COPY.format(number="number - 1000", txid="txid"), three_blocks[0])
    tamper("DELETE FROM audit_event WHERE number = %s", three_blocks[0])
    assert "at least one of its 3 rows has been changed or exchanged" in found()


def test_a_row_of_a_transaction_that_never_was_is_found(three_blocks):
    tamper(COPY.format(number="number + 1000000", txid="'9000000000000000000'::xid8"), three_blocks[0])
    assert found() == "1 row of transactions that have never been: inserted past the log."


def test_a_changed_seal_is_found(three_blocks):
    tamper("UPDATE audit_seal SET row_count = 2 WHERE sequence = 2")
    assert "Seal 2 has been changed: its own hash does not fit." in found()


def test_a_seal_made_anew_breaks_the_chain(three_blocks):
    """Who removes a row and computes the block and the seal anew still has to redo every seal after it."""
    tamper("DELETE FROM audit_event WHERE number = %s", three_blocks[0])
    tamper(
        "UPDATE audit_seal s SET row_count = b.row_count, block_hash = b.block_hash, first_number = b.first_number "
        "FROM access.audit_block('0', (SELECT to_txid FROM audit_seal WHERE sequence = 1)) b WHERE s.sequence = 1"
    )
    forged = canonical.seal_hash(vars(AuditSeal.objects.get(sequence=1)))
    tamper("UPDATE audit_seal SET seal_hash = %s WHERE sequence = 1", forged)
    assert verify().findings == ["Seal 2 does not fit the seal before it."]


def test_a_removed_seal_is_found(three_blocks):
    tamper("DELETE FROM audit_seal WHERE sequence = 2")
    assert "Seal 3 follows on 1: a seal is missing before it." in found()
    tamper("DELETE FROM audit_seal WHERE sequence = 1")
    assert "Seal 3 follows on nothing: a seal is missing before it." in found()


def test_numbers_that_go_backwards_stop_the_sealing(three_blocks):
    tamper("UPDATE audit_seal SET to_txid = '9000000000000000000' WHERE sequence = 3")
    with pytest.raises(DatabaseError, match="this is another cluster"), transaction.atomic():
        seals.seal()


# The seals outside the database.


@pytest.fixture
def file(tmp_path, settings):
    settings.BUS_SEAL_FILE = str(tmp_path / "outside" / "seals.log")
    return tmp_path / "outside" / "seals.log"


def lines(file) -> list[dict]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_each_seal_is_carried_out_once(three_blocks, file):
    tamper("DELETE FROM audit_seal WHERE sequence = 3")
    assert (tasks.export(), tasks.export()) == (2, 0)
    assert seals.seal() == 3
    assert (tasks.export(), tasks.export()) == (1, 0)
    assert [line["sequence"] for line in lines(file)] == ["1", "2", "3"]
    assert [canonical.seal_hash(line) == line["seal_hash"] for line in lines(file)] == [True] * 3
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_line_torn_by_a_crash_is_written_anew(three_blocks, file):
    tasks.export()
    whole = file.read_bytes()
    file.write_bytes(whole[:-40])
    assert tasks.export() == 1
    assert file.read_bytes() == whole


def test_without_a_place_outside_nothing_is_carried(three_blocks, settings):
    settings.BUS_SEAL_FILE = settings.BUS_HOME = ""
    assert tasks.export() == 0


@pytest.mark.parametrize(("file", "home", "warnings"), [("", "", 1), ("/seals", "", 0), ("", "/home", 0)])
def test_the_deploy_check_asks_for_a_place_outside(settings, file, home, warnings):
    settings.TESTING, settings.BUS_SEAL_FILE, settings.BUS_HOME = False, file, home
    assert len(seals_leave_the_database(None)) == warnings


def test_a_file_that_tells_another_story_is_left_alone(three_blocks, file, caplog):
    tasks.export()
    kept = file.read_text().replace('"seal_hash": "', '"seal_hash": "0')
    file.write_text(kept)
    assert tasks.export() == 0
    assert file.read_text() == kept
    assert "Seal 3 of the file is not the database's." in caplog.text


def run(*arguments) -> str:
    out = StringIO()
    call_command("verify_audit", *arguments, stdout=out)
    return out.getvalue()


def failing(*arguments) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("verify_audit", *arguments, stdout=out)
    assert failure.value.returncode == 1
    return out.getvalue()


def test_the_command_says_that_the_log_holds(three_blocks, file):
    tasks.export()
    assert run() == "The log holds: 9 rows under 3 seals.\n"
    assert run("--from-seals", str(file)) == "The log holds: 9 rows under 3 seals.\n"


def test_the_command_works_for_the_role_that_deploys_too(three_blocks):
    with as_role("bus_owner"):
        assert run() == "The log holds: 9 rows under 3 seals.\n"


def test_the_command_ends_with_one_and_a_sentence(three_blocks):
    tamper("DELETE FROM audit_event WHERE number = %s", three_blocks[4])
    assert "1 row removed of 3." in failing()


def test_a_log_cut_off_at_its_end_shows_against_the_file(three_blocks, file):
    """Rows, seals and all: inside the database nothing is left that could tell."""
    tasks.export()
    tamper("DELETE FROM audit_event WHERE number >= %s", three_blocks[6])
    tamper("DELETE FROM audit_seal WHERE sequence = 3")
    assert run().startswith("The log holds: 6 rows")
    assert "Seal 3 stands in" in failing("--from-seals", str(file))


def test_a_log_sealed_anew_shows_against_the_file(three_blocks, file):
    tasks.export()
    tamper("DELETE FROM audit_event WHERE number = %s", three_blocks[8])
    tamper("DELETE FROM audit_seal")
    seals.seal()
    text = failing("--from-seals", str(file))
    assert "Seal 1 is another in" in text
    assert "the log has been sealed anew" in text


def test_a_file_with_a_hole_or_rubbish_is_told(three_blocks, file):
    tasks.export()
    kept = file.read_text().splitlines()
    file.write_text("\n".join([kept[0], "rubbish", kept[2]]) + "\n")
    text = failing("--from-seals", str(file))
    assert f"Line 2 of {file} is no seal." in text
    assert f"{file} goes from seal 1 to seal 3." in text


def test_a_file_that_is_not_there_is_told(file):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("verify_audit", "--from-seals", str(file))


def test_the_web_role_is_told_who_may_verify(three_blocks):
    with as_role("bus_app"), pytest.raises(CommandError, match="BUS_PROCESS=worker"):
        call_command("verify_audit", stdout=StringIO())


def test_another_fault_is_not_mistaken_for_a_right(three_blocks):
    tamper("DROP FUNCTION access.audit_pending()")
    with pytest.raises(ProgrammingError, match="does not exist"), transaction.atomic():
        run()


def test_who_seals_and_verifies_cannot_read_a_row(three_blocks):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        list(AuditEvent.objects.all())
