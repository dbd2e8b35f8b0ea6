"""How much is read of a file. Standard library only."""

from enum import StrEnum

MB = 1024 * 1024
MOST_BYTES = 2 * MB
MOST_ROWS = 300  # below the headings; what one confirmation writes in a few seconds
MOST_COLUMNS = 60
LONGEST_CELL = 5_000  # characters


class SheetKind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


STARTS = {SheetKind.CSV: b"", SheetKind.XLSX: b"PK\x03\x04"}
# A row: its number in the file, as the program that shows the file counts, and its cells as text.
Row = tuple[int, list[str]]


def kind_of_name(name: str) -> SheetKind | None:
    """The kind that the name's ending claims, None for one that is not read."""
    return next((kind for kind in SheetKind if name.lower().endswith(f".{kind}")), None)


def trimmed(number: int, cells: list[str]) -> Row:
    """No more of a row than is read of it; a cell that is too long stays longer than it may be."""
    return number, [cell[: LONGEST_CELL + 1].strip() for cell in cells[:MOST_COLUMNS]]
