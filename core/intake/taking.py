"""From a person's file to its rows, within limits: read by the other process, its text made one form of each letter."""

import json
import unicodedata

from core.files import process
from core.files.faults import Fault, FileFault
from core.intake.reading.limits import MOST_BYTES, STARTS, Row, kind_of_name

CHILD = "core.intake.child"
UNREADABLE = "\ufffd"


def rows_of(name: str, content: bytes, *, size: int | None = None) -> list[Row]:
    """`size` is what was sent where less than that was taken in. Raises FileFault."""
    kind = kind_of_name(name)
    if kind is None:
        raise FileFault(Fault.UNKNOWN_KIND)
    if max(size or 0, len(content)) > MOST_BYTES:
        raise FileFault(Fault.TOO_LARGE)
    if not content.strip():
        raise FileFault(Fault.EMPTY)
    if not content.startswith(STARTS[kind]):
        raise FileFault(Fault.OTHER_CONTENT)
    return [(number, [_clean(cell) for cell in cells]) for number, cells in _read(content, kind)]


def _read(content: bytes, kind: str) -> list[Row]:
    return json.loads(process.opened(content, kind, child=CHILD))


def _clean(text: str) -> str:
    plain = "".join(sign if sign >= " " or sign == "\n" else " " for sign in text.replace("\r\n", "\n"))
    if UNREADABLE in plain:
        raise FileFault(Fault.DAMAGED)
    return unicodedata.normalize("NFC", plain).strip()
