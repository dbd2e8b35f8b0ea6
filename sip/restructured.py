"""No case and no child is left without anybody when a unit ends, or when a district lies in no area. [S-04]"""

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import ngettext_lazy

from core.access import Acting
from core.organisations.restructuring.outcome import Line, Outcome, left_behind, name_lines

WORDS = {
    "cases_left": lambda n: ngettext_lazy(
        "Verksamheten deltar i %(n)d öppet ärende. Det ska lämnas över eller avslutas först.",
        "Verksamheten deltar i %(n)d öppna ärenden. De ska lämnas över eller avslutas först.",
        n,
    ),
    "children_left": lambda n: ngettext_lazy(
        "Verksamheten arbetar med %(n)d barn som ska lämnas över först.",
        "Verksamheten arbetar med %(n)d barn som ska lämnas över först.",
        n,
    ),
    "cases_placed": lambda n: ngettext_lazy(
        "I området finns %(n)d öppet ärende. Det ska avslutas först.",
        "I området finns %(n)d öppna ärenden. De ska avslutas först.",
        n,
    ),
}
CODES = ("cases_left", "children_left", "cases_placed")
ASKED = "SELECT * FROM access.left_to_hand_over(%s::uuid[], %s::uuid[])"


def left(outcome: Outcome, by: Acting) -> Iterator[Line]:
    """How many; never which. [security 1]"""
    units, districts = ([row.pk for row in rows] for rows in (outcome.ended_units, outcome.homeless))
    if not units and not districts:
        return
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [units, districts])
        yield from (Line(code, n) for code, n in zip(CODES, cursor.fetchone(), strict=True))


def register() -> None:
    name_lines(WORDS)
    if left not in left_behind:
        left_behind.append(left)
