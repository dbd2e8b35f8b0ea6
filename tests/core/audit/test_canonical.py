"""The written form that hashes are taken of; it must never change once a seal stands on it."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from core.audit import canonical

ROW = {
    "number": 7,
    "txid": 4711,
    "at": datetime(2026, 11, 22, 8, 30, 0, 1500, tzinfo=UTC),
    "kind": "user",
    "region_id": UUID(int=1),
    "user_id": UUID(int=2),
    "assignment_id": UUID(int=3),
    "unit_id": None,
    "principal_id": UUID(int=5),
    "act": "case.read",
    "object_kind": "sip.case",
    "object_id": UUID(int=6),
    "child_id": None,
    "case_id": UUID(int=6),
    "about_unit_id": None,
    "basis": "",
    "purpose": "care",
    "outcome": "ok",
    "reason": "",
    "request_id": "AB23CD45",
    "session_hash": "0f",
    "net": False,
}
LINE = (
    "7\x1f4711\x1f2026-11-22T08:30:00.001500\x1fuser\x1f00000000-0000-0000-0000-000000000001"
    "\x1f00000000-0000-0000-0000-000000000002\x1f00000000-0000-0000-0000-000000000003\x1f"
    "\x1f00000000-0000-0000-0000-000000000005\x1fcase.read\x1fsip.case\x1f00000000-0000-0000-0000-000000000006\x1f"
    "\x1f00000000-0000-0000-0000-000000000006\x1f\x1f\x1fcare\x1fok\x1f\x1fAB23CD45\x1f0f\x1ffalse"
)


def test_a_row_is_one_line_in_a_fixed_order():
    assert canonical.line(ROW) == LINE


def test_the_moment_is_written_in_utc_wherever_it_was_read():
    stockholm = ROW["at"].astimezone(timezone(timedelta(hours=1)))
    assert canonical.line({**ROW, "at": stockholm}) == LINE


def test_a_block_is_the_hash_of_its_rows_hashes_in_number_order():
    later = {**ROW, "number": 8}
    expected = hashlib.sha256(
        hashlib.sha256(LINE.encode()).digest() + hashlib.sha256(canonical.line(later).encode()).digest()
    ).hexdigest()
    assert canonical.block_hash([later, ROW]) == canonical.block_hash([ROW, later]) == expected
    assert canonical.block_hash([]) == hashlib.sha256(b"").hexdigest()


def test_every_field_of_a_row_counts():
    whole = canonical.block_hash([ROW])
    for field in canonical.ROW_FIELDS:
        assert canonical.block_hash([{**ROW, field: "x"}]) != whole, field


def test_every_field_of_a_seal_and_the_seal_before_count():
    seal = dict.fromkeys((*canonical.SEAL_FIELDS, "previous_hash", "at"), "1")
    whole = canonical.seal_hash(seal)
    for field in seal:
        assert canonical.seal_hash({**seal, field: "x"}) != whole, field
