"""Gate 15 at a county's size: how many rows the greediest plan of a page takes up, beside what its reader may see."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.db import connection

from bench.calling import Caller
from bench.plans import Page, explained
from core.access import Acting, acting_as

FEW = 50  # a long page's worth: what there is to see at the least, for those who see hardly anything
WHO = """
SELECT a.id, a.user_id, a.region_id FROM people_roleassignment a JOIN people_user u ON u.id = a.user_id
WHERE u.email = %s
"""


def greed(page: Page, may_see: Callable[[str], int]) -> tuple[float, str]:
    """Rows that a plan takes up for each row one may see of the table that shows one the most; and what it asked."""
    ratios = (
        (read.rows / max(FEW, *(may_see(table) for table in read.tables)), read.statement)
        for read in page.reads
        if read.tables
    )
    return max(ratios, default=(0.0, ""))


def seen_by(acting: Acting) -> Callable[[str], int]:
    """How many rows of a table row security shows this person; each table counted once."""

    @cache
    def count(table: str) -> int:
        with acting_as(acting), connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  (names from our own statements)
            return cursor.fetchone()[0]

    return count


def read_by(caller: Caller, email: str, targets: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """A line a page."""
    found: Any = caller.watch.execute(WHO, [email]).fetchone()
    may_see = seen_by(Acting(kind="user", assignment_id=found[0], user_id=found[1], region_id=found[2]))
    for name in (name for name in targets if not name.startswith("(")):
        with explained() as page:
            status, _body = caller.get(targets[name][0])
        if status != 200 or not page.reads:
            raise RuntimeError(f"{name} answered {status} and asked {len(page.reads)} questions.")
        most, statement = greed(page, may_see)
        yield {"plan": name, "greed": most, "statement": statement}
