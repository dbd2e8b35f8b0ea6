"""What the hour's job does: finds the transitions that come, and ends what ends on the eighteenth birthday. [SM-8]

The job reads no child: the database answers with ids and days, and says what it has ended. [security 3]
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import connection

from core import audit
from core.access import Acting, acting_as, in_turn, renew
from core.regions.profile import profile_of
from core.workdays import local_today
from sip.jobs import in_each_region
from sip.transitions.deadlines import start_clock
from sip.transitions.models import Transition, TransitionUnit
from sip.transitions.states import UnitPart

JOB = "transitions"
EXPIRED = {"sip.consent": "consent.expired", "sip.guardian": "guardian.ended"}


@dataclass(frozen=True)
class Due:
    """One row of `access.transitions_due`."""

    child_id: UUID
    case_id: UUID | None
    unit_id: UUID
    kind: str
    on: date


def find_all(at: datetime) -> int:
    """Every region in turn, each in its own transaction; how many were found. Safe twice and at the same time."""
    return in_each_region(JOB, partial(_find, today=local_today(at)))


def _find(region_id: UUID, today: date) -> int:
    with acting_as(job=JOB, region_id=region_id) as by:
        lead = max(profile_of(region_id, today).transition_lead_days, default=0)
        in_turn(JOB, region_id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM access.transitions_due(%s, %s)", [today, lead])
            found = [Due(*row) for row in cursor.fetchall()]
        for number, due in enumerate(found):
            if number % 100 == 99:
                renew()
            _open(due, by=by)
    return len(found)


def _open(due: Due, *, by: Acting) -> None:
    """The transition, the unit that holds it together as the first that hands over, and its clock."""
    common = {"region_id": by.region_id, "child_id": due.child_id}
    transition = Transition(**common, case_id=due.case_id, unit_id=due.unit_id, kind=due.kind, on=due.on)
    transition.save(force_insert=True)
    TransitionUnit(**common, transition=transition, unit_id=due.unit_id, part=UnitPart.SENDING).save(force_insert=True)
    start_clock(transition, by=by)
    audit.record("transition.found", transition, by=by, reason=due.kind)


def expire_on_birthdays(at: datetime) -> int:
    """On the eighteenth birthday what guardians gave is over, and their access unless it is allowed. [P-71, SM-4]

    Row security has closed it by the day already; this makes the rows say so, with a line in the log for each.
    How many rows were ended; a second run ends none.
    """
    return in_each_region(JOB, partial(_expire, today=local_today(at)))


def _expire(region_id: UUID, today: date) -> int:
    with acting_as(job=JOB, region_id=region_id) as by:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM access.expire_on_birthdays(%s)", [today])
            ended = cursor.fetchall()
        for kind, act in EXPIRED.items():
            rows = [row for row in ended if row[0] == kind]
            audit.record_many(
                act,
                [row[1] for row in rows],
                by=by,
                object_kind=kind,
                case_ids=[row[2] for row in rows],
                child_ids=[row[3] for row in rows],
            )
    return len(ended)
