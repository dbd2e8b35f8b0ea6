"""Blocks hold the rows of finished transactions only, and each row stands in one block."""

import json
import threading
import time
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command

from core.audit import canonical, seals, tasks
from core.audit.verify import verify
from tests.core.audit.sealing import Busy, connect, numbers, seal_until_quiet, txid, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("as_the_worker")]


def repeated(act):
    """What `act` answers at last; the server's own analysis may hold the oldest number back for a moment."""
    for _ in range(600):
        if answer := act():
            return answer
        time.sleep(0.05)
    raise AssertionError("Rows waited thirty seconds for a seal.")


def test_the_database_and_this_code_write_and_hash_alike():
    with connect() as server:
        write(server, 3)
    seal_until_quiet()
    with connect("postgres") as server:
        server.row_factory = psycopg.rows.dict_row
        rows = server.execute("SELECT * FROM audit_event").fetchall()
        (kept,) = server.execute("SELECT * FROM audit_seal").fetchall()

    assert {row["object_kind"] for row in rows} == {"people.user"}
    assert kept["block_hash"] == canonical.block_hash(rows)
    assert kept["seal_hash"] == canonical.seal_hash(kept)
    assert (kept["row_count"], kept["previous_hash"], kept["from_txid"]) == (3, "", "0")


def test_nothing_new_makes_no_seal():
    assert seals.seal() is None
    with connect() as server:
        write(server)
    assert seal_until_quiet() == [1]
    assert seals.seal() is None


def test_the_rows_of_an_open_transaction_wait_for_the_next_block():
    with connect() as open_one, connect() as other:
        with open_one.transaction():
            write(open_one)
            mine = txid(open_one)
            write(other, 2)  # committed, later than the open one
            assert seals.seal() is None
            assert verify().waiting == 2
        first = seal_until_quiet()

    with connect("postgres") as server:
        blocks = server.execute("SELECT from_txid::text, to_txid::text, row_count FROM audit_seal").fetchall()
    assert sum(count for _from, _to, count in blocks) == 3
    assert len([1 for start, end, _count in blocks if int(start) <= mine < int(end)]) == 1
    assert (verify().findings, len(first)) == ([], len(blocks))


def test_finished_rows_older_than_an_open_transaction_are_sealed_at_once():
    with connect() as open_one, connect() as other:
        with other.transaction():
            write(other, 2)
        with open_one.transaction():
            write(open_one)
            assert repeated(seals.seal) == 1
            proof = verify()
            assert (proof.rows, proof.findings) == (2, [])
        assert seal_until_quiet() == [2]
    assert (verify().rows, verify().findings) == (3, [])


def test_a_transaction_in_another_database_holds_no_seal_back():
    """Older than the row, still open, and with a number of its own: but it cannot write to this log."""
    with connect("postgres", database="postgres") as elsewhere, connect() as here:
        with elsewhere.transaction():
            older = txid(elsewhere)
            write(here)
            assert repeated(seals.seal) == 1
            with connect("postgres") as server:
                assert txid(server) > older
        assert verify().findings == []


def test_a_transaction_does_not_seal_its_own_rows():
    with connect("postgres") as server, server.transaction():
        write(server)
        assert server.execute("SELECT access.audit_seal()").fetchall() == []
    assert repeated(seals.seal) == 1


def test_a_rolled_back_act_leaves_a_gap_in_the_numbers_that_is_no_finding():
    with connect() as server:
        write(server)
        with server.transaction(force_rollback=True):
            write(server)
        write(server)
    seal_until_quiet()

    first, second = numbers()
    assert second - first == 2
    assert verify().findings == []


def test_many_writers_and_two_sealers_at_once_lose_and_double_nothing():
    done = threading.Event()
    writers = [Busy(write_pairs) for _ in range(4)]
    sealers = [Busy(lambda server: seal_until(server, done), "bus_worker") for _ in range(2)]
    for thread in [*writers, *sealers]:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in sealers:
        thread.join()
    seal_until_quiet()

    proof = verify()
    assert {thread.fault for thread in [*writers, *sealers]} == {None}
    assert (proof.findings, proof.rows, len(numbers())) == ([], 120, 120)


def write_pairs(server):
    for _ in range(15):
        with server.transaction():
            write(server, 2)


def seal_until(server, done):
    while not done.is_set():
        server.execute("SELECT access.audit_seal()")


def test_the_task_seals_and_carries_out(tmp_path, settings):
    settings.BUS_SEAL_FILE = str(tmp_path / "seals.log")
    with connect() as server:
        write(server)
    assert repeated(tasks.seal) == 1
    assert [json.loads(line)["sequence"] for line in (tmp_path / "seals.log").read_text().splitlines()] == ["1"]


def said() -> str:
    call_command("seal_audit", stdout=(out := StringIO()))
    return out.getvalue()


def test_the_command_seals_now(tmp_path, settings):
    settings.BUS_SEAL_FILE = str(tmp_path / "seals.log")
    assert said() == "Nothing new to seal.\n"
    with connect() as server:
        write(server)
    assert repeated(lambda: "Seal 1 made." in said())
