"""Who of the principal's staff has signed in, failed to, waited, left or changed how: for its log reviewer.

The rows stand outside every region, since whoever stands at the door acts for nobody yet; the database's function says
whose staff it was on the day, and answers a reviewer alone. [security 2 row 12, 5]
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from core.workdays import end_of_day

MOST = 2_000  # the newest; a shorter period shows the others
WAITS = ".waits"  # ends the reason of a failed try after which the next must wait
ASKED = "SELECT * FROM access.staff_sign_ins(%s, %s, %s, %s)"


def sign_ins(first: date, last: date, person: UUID | None) -> list[Mapping[str, Any]]:
    """Of whole local days, the newest first; of one person's account when an assignment of its own is named."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [end_of_day(first - timedelta(days=1)), end_of_day(last), person, MOST])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
