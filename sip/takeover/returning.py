"""The hour's job: what was taken over for a time, and whose last day has been, goes back by itself. [facts 9.18]

The job reads no case: the database says what went back. A second run gives nothing back: nothing hangs on the colleague
any more. [security 3, 11]
"""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import connection

from core import audit, obligations
from core.access import acting_as
from core.notices import notify
from core.obligations.states import ChangeReason
from core.workdays import local_today
from sip.jobs import in_each_region

JOB = "takeovers"


def give_back_all(at: datetime) -> int:
    """Every region in turn; in how many cases something went back."""
    return in_each_region(JOB, partial(_give_back, today=local_today(at)))


def _give_back(region_id: UUID, today: date) -> int:
    with acting_as(job=JOB, region_id=region_id) as by:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM access.give_back(%s)", [today])
            given = cursor.fetchall()
        for _takeover, case, giver, receiver in given:
            obligations.reassign(giver=receiver, to=giver, by=by, case_ids=[case], reason=ChangeReason.GIVEN_BACK)
            notify("given_back", to=[giver], by=by, about_kind="case", about_id=case, case_id=case)
        audit.record_many(
            "case.given_back", [row[0] for row in given], by=by, object_kind="sip.takeover",
            case_ids=[row[1] for row in given],
        )  # fmt: skip
    return len(given)
