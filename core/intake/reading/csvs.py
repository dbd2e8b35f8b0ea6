"""CSV as spreadsheet programs write it: semicolons, commas or tabs, in UTF-8 or the Windows alphabet."""

import csv
import io
from collections.abc import Iterator

from core.files.faults import Fault, FileFault
from core.intake.reading.limits import MOST_ROWS, Row, trimmed

DELIMITERS = ";,\t"
ALPHABETS = ("utf-8-sig", "cp1252")


def rows(content: bytes) -> list[Row]:
    """The rows that hold anything, one more than may be taken in at most. Raises FileFault."""
    text = _decoded(content)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    found: list[Row] = []
    try:
        for number, cells in _numbered(text, delimiter):
            if any(cell.strip() for cell in cells):
                found.append(trimmed(number, cells))
            if len(found) > MOST_ROWS + 1:
                break
    except csv.Error:
        raise FileFault(Fault.DAMAGED) from None
    return found


def _numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its place among rows, which is what a spreadsheet shows beside it, whatever its cells hold."""
    yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1)


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise FileFault(Fault.OTHER_CONTENT)
    for alphabet in ALPHABETS:
        try:
            return content.decode(alphabet)
        except UnicodeDecodeError:
            continue
    raise FileFault(Fault.DAMAGED)
