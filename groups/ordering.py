"""Put a row of a list one step up or down. Whoever calls holds the list's lock."""

from collections.abc import Iterable
from typing import Any


def put_one_step(rows: Iterable[Any], row: Any, *, up: bool) -> Any | None:
    """Number the rows anew with this one before or after its neighbour, and give it back; None at the list's end."""
    rows = list(rows)
    at = next(number for number, one in enumerate(rows) if one.pk == row.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        return None
    rows[at], rows[other] = rows[other], rows[at]
    for number, one in enumerate(rows, 1):
        one.order = number
    type(row)._default_manager.bulk_update(rows, ["order"])
    return rows[other]
