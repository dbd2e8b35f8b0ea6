"""Every child's number, encrypted as the service writes it. The serials 980–999 are the state's own test numbers."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid5

from stdnum import luhn

from core.crypto import encrypt, keyed_index
from demo.county import copying
from demo.county.people import SPACE
from sip.children.choices import IdentifierKind

COLUMNS = ("id", "created_at", "region_id", "child_id", "kind", "value", "value_index", "issuer", "valid_from")
CHILDREN = """
SELECT id, region_id, principal_id, birth_date, created_at FROM sip_child
WHERE region_id = ANY (%s) AND birth_date IS NOT NULL ORDER BY id
"""


def write(seed: int, regions: list[Any]) -> int:
    """A number for each child of the regions; how many."""
    number = 0
    for batch in copying.batches(copying.read(CHILDREN, [regions])):
        copying.write("sip_childidentifier", COLUMNS, _rows(seed, batch))
        number += len(batch)
    return number


def _rows(seed: int, children: list[tuple]) -> Iterator[tuple]:
    for child_id, region_id, principal_id, born, created_at in children:
        digits = invented_number(born, child_id.int % 20)
        key = uuid5(SPACE, f"{seed}/number/{child_id}")
        found_by = keyed_index(digits, principal_id)
        kind = str(IdentifierKind.PERSONAL_NUMBER)
        yield key, created_at, region_id, child_id, kind, encrypt(digits), found_by, "", born


def invented_number(born: date, turn: int) -> str:
    """Twelve digits with a right last one; `turn` 0–19 chooses among the test serials of the day."""
    ten = f"{born:%y%m%d}{980 + turn}"
    return f"{born:%Y}"[:2] + ten + str(luhn.calc_check_digit(ten))
