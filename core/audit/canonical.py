"""The one written form of rows and seals that hashes are taken of; the database writes the same. [security 5]

A row is one line of its fields in order, joined by the unit separator, nothing for null; moments in UTC with
microseconds. A block is the hash of its rows' hashes in number order. So a copy of the log can be checked
anywhere, without the database.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

ROW_FIELDS = (
    "number",
    "txid",
    "at",
    "kind",
    "region_id",
    "user_id",
    "assignment_id",
    "unit_id",
    "principal_id",
    "act",
    "object_kind",
    "object_id",
    "child_id",
    "case_id",
    "about_unit_id",
    "basis",
    "purpose",
    "outcome",
    "reason",
    "request_id",
    "session_hash",
    "net",
)
SEAL_FIELDS = ("sequence", "from_txid", "to_txid", "first_number", "last_number", "row_count", "block_hash")
SEPARATOR = "\x1f"


def text(value: Any) -> str:
    """A value as it stands in the line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return str(value)


def line(row: Mapping[str, Any], fields: Iterable[str] = ROW_FIELDS) -> str:
    return SEPARATOR.join(text(row[field]) for field in fields)


def block_hash(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over the rows' own SHA-256, in the order of their numbers."""
    digest = hashlib.sha256()
    for row in sorted(rows, key=lambda row: row["number"]):
        digest.update(hashlib.sha256(line(row).encode()).digest())
    return digest.hexdigest()


def seal_hash(seal: Mapping[str, Any]) -> str:
    """SHA-256 over what the seal says and the seal before it: no seal can be changed or left out unseen."""
    return hashlib.sha256(line(seal, (*SEAL_FIELDS, "previous_hash", "at")).encode()).hexdigest()
