"""The rows as files: the same rows give the same fingerprint, in whichever form and whenever they are fetched."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.documents.attachments import csv_bytes
from followup.models import Figure
from followup.open_figures.rows import KEYS, Row, rows_of

FORMAT = 1  # of the files; another number when a key goes or changes its meaning
SCHEMA = Path(__file__).with_name("open-figures.schema.json")


def in_plain_words(figures: Iterable[Figure]) -> list[Row]:
    """Always in Swedish: the same file for everybody."""
    with override("sv"):
        return rows_of(figures)


def fingerprint(rows: list[Row]) -> str:
    """SHA-256 of the rows written as JSON without spaces, keys in order."""
    plain = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def as_csv(rows: list[Row]) -> bytes:
    return csv_bytes(KEYS, ([row[key] for key in KEYS] for row in rows))


def as_json(rows: list[Row], at: datetime) -> bytes:
    return json.dumps(document(rows, at), ensure_ascii=False, indent=1).encode() + b"\n"


def document(rows: list[Row], at: datetime) -> dict[str, Any]:
    with override("sv"):
        caveat = _(
            "Talen är antal, inte andelar, och ingen rangordning. Ett område med många ärenden eller rapporter kan "
            "vara ett område där man vågar ta upp det som inte fungerar."
        )
    return {
        "$schema": SCHEMA.name,
        "format": FORMAT,
        "as_of": at.isoformat(),
        "fingerprint": fingerprint(rows),
        "caveat": caveat,
        "rows": rows,
    }
