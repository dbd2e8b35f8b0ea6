"""Seal the log, carry each seal out of the database, and prove afterwards that nothing was touched. [security 5]"""

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection

from core.audit import canonical
from core.audit.models import AuditSeal

MONTHS_AHEAD = 24
TAIL = 8192  # bytes at the end of the file that hold at least one whole seal
EXPORTED = (*canonical.SEAL_FIELDS, "previous_hash", "at", "seal_hash")


class SealsDiffer(Exception):
    """The file of seals and the database tell different stories; nothing is added until somebody has looked."""


def make_partitions() -> int:
    """Months of the log from now to two years ahead; how many were made. Run as bus_worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.audit_make_partitions(%s)", [MONTHS_AHEAD])
        return cursor.fetchone()[0]


def seal() -> int | None:
    """Seal the rows of finished transactions; the seal's number, None when there was nothing. Run as bus_worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.audit_seal()")
        made = cursor.fetchone()
    return made[0] if made else None


def seal_file() -> Path | None:
    """Where seals go outside the database; None when the settings name no place."""
    if named := settings.BUS_SEAL_FILE:
        return Path(named)
    return Path(settings.BUS_HOME) / "seals.log" if settings.BUS_HOME else None


def line_of(seal: AuditSeal) -> str:
    """A seal as one line of the file."""
    return json.dumps({field: canonical.text(getattr(seal, field)) for field in EXPORTED})


def export(path: Path) -> int:
    """Add the seals that the file does not have yet; how many. Safe to run twice and after a crash in mid-line.

    Raises SealsDiffer when the file's last seal is not the database's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last = _last_line(file)
        wanted = _seals_after(last)
        for seal in wanted:
            file.write(line_of(seal).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return len(wanted)


def _last_line(file: BinaryIO) -> dict[str, Any] | None:
    """The last whole seal of the file; a line torn by a crash is cut off, and the file left ready for writing."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - TAIL)
    file.seek(start)
    tail = file.read()
    end = tail.rfind(b"\n") + 1
    file.truncate(start + end)
    file.seek(start + end)
    whole = tail[:end].splitlines()
    return _read(whole[-1].decode(errors="replace")) if whole else None


def _read(text: str) -> dict[str, Any]:
    """Raises SealsDiffer for a line that is no seal."""
    try:
        seal = json.loads(text)
        return {**seal, "sequence": int(seal["sequence"]), "seal_hash": str(seal["seal_hash"])}
    except (ValueError, KeyError, TypeError):
        raise SealsDiffer("A line of the file is no seal.") from None


def _seals_after(last: dict[str, Any] | None) -> list[AuditSeal]:
    if last is None:
        return list(AuditSeal.objects.all())
    sequence = last["sequence"]
    if not AuditSeal.objects.filter(sequence=sequence, seal_hash=last["seal_hash"]).exists():
        raise SealsDiffer(f"Seal {sequence} of the file is not the database's.")
    return list(AuditSeal.objects.filter(sequence__gt=sequence))


def last_of(path: Path) -> dict[str, Any] | None:
    """The last whole seal of the file. Raises SealsDiffer when its last line is none."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
        tail = file.read()
    whole = tail[: tail.rfind(b"\n") + 1].splitlines()
    return _read(whole[-1].decode(errors="replace")) if whole else None


def read_file(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Each line's number and its seal, None where it cannot be read."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, text in enumerate(lines, start=1):
            try:
                yield number, _read(text)
            except SealsDiffer:
                yield number, None
