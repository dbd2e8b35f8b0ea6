"""Months of the log that have been kept long enough: which, what keeps each, and their going. [security 5]

The database decides and refuses; here it is told how long to keep and what stands outside it. Run as bus_worker.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection

from core.audit import seals
from core.audit.models import AuditSeal

FEWEST_YEARS = 5


@dataclass(frozen=True, slots=True)
class OldMonth:
    """`kept_by` is a code, empty when nothing keeps the month any more."""

    month: date
    rows: int
    first_seal: int
    last_seal: int
    kept_by: str

    @property
    def name(self) -> str:
        return f"{self.month:%Y-%m}"


def old_months() -> list[OldMonth]:
    """Months older than the setting, the oldest first."""
    last = _last_outside()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.audit_old_months(%s, %s)", [settings.AUDIT_YEARS, last[0] if last else 0])
        return [OldMonth(*row) for row in cursor.fetchall()]


def drop(month: OldMonth) -> int:
    """Take the month away in a transaction of its own; how many rows went.

    Raises SealsDiffer when not every seal over it stands outside, DatabaseError for all that the database asks.
    """
    path, last = seals.seal_file(), _last_outside()
    if path is None or last is None or not _stand_outside(path, month):
        raise seals.SealsDiffer(f"Not every seal over {month.name} stands outside the database.")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT access.audit_drop_month(%s, %s, %s, %s)", [month.month, settings.AUDIT_YEARS, last[0], last[1]]
        )
        return cursor.fetchone()[0]


def _last_outside() -> tuple[int, str] | None:
    path = seals.seal_file()
    last = seals.last_of(path) if path and path.exists() else None
    return (last["sequence"], last["seal_hash"]) if last else None


def _stand_outside(path: Path, month: OldMonth) -> bool:
    """Each seal over the month is a line of the file, as the database has it."""
    rows = AuditSeal.objects.filter(sequence__range=(month.first_seal, month.last_seal))
    missing = dict(rows.values_list("sequence", "seal_hash"))
    for sequence, seal_hash in _outside(path):
        if missing.get(sequence) == seal_hash:
            del missing[sequence]
    return not missing


def _outside(path: Path) -> Iterator[tuple[int, str]]:
    return ((seal["sequence"], seal["seal_hash"]) for _number, seal in seals.read_file(path) if seal)
