"""The keyed ledger: what is deleted stays deleted, also after a backup is put back. [security 6, 11]

A line says nothing without the field key. The file stands outside the database, as the log's seals do: the ledger in
a restored database is as old as the backup.
"""

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections

USING = "retention"


def mac_of(kind: str, principal_id: UUID, subject_id: UUID) -> str:
    key = hmac.new(bytes.fromhex(settings.FIELD_KEY), b"retention ledger", hashlib.sha256).digest()
    return hmac.new(key, f"{kind}|{principal_id}|{subject_id}".encode(), hashlib.sha256).hexdigest()


def ledger_file() -> Path | None:
    """Where the ledger goes outside the database; None when the settings name no place."""
    if named := settings.BUS_LEDGER_FILE:
        return Path(named)
    return Path(settings.BUS_HOME) / "deleted.log" if settings.BUS_HOME else None


def export(region_id: UUID, *, using: str = USING) -> int:
    """Add the region's lines that the file does not have; how many. Safe twice, and after a crash in mid-line."""
    path = ledger_file()
    if path is None:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = _lines(using)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = {mac for _region, mac, _kind in _read(file.read().decode(errors="replace"))}
        missing = [line for line in lines if line[0] not in known]
        file.seek(0, os.SEEK_END)
        if missing and file.tell():
            file.write(b"\n")  # closes a line torn by a crash; an empty one is passed over
        for mac, kind, at in missing:
            said = {"region": str(region_id), "mac": mac, "kind": kind, "at": at.isoformat()}
            file.write(json.dumps(said).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return len(missing)


def known_macs(region_id: UUID, *, using: str = USING) -> set[str]:
    """Of the file and the database together."""
    macs = {mac for mac, _kind, _at in _lines(using)}
    path = ledger_file()
    if path is not None and path.exists():
        text = path.read_text(encoding="utf-8", errors="replace")
        macs |= {mac for region, mac, _kind in _read(text) if region == str(region_id)}
    return macs


def _lines(using: str) -> list[tuple[str, str, datetime]]:
    """The ledger in the database, of the context's region."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT mac, kind, at FROM access.retention_ledger()")
        return cursor.fetchall()


def _read(text: str) -> Iterator[tuple[str, str, str]]:
    for line in text.splitlines():
        try:
            said = json.loads(line)
            yield str(said["region"]), str(said["mac"]), str(said["kind"])
        except (ValueError, KeyError, TypeError):
            continue
