"""What the hour's job does with consents: ends those whose day has been, and asks in time for new ones. [SM-4, DL-47]

A transfer is not asked for anew: nothing goes on that a new consent would carry. What was given is taken in by the one
who got it, and whoever wants to give more asks the family for it then. [DL-47, CS-20]

The job reads no child: the database answers with ids and days, and says what it has ended. A second run ends and asks
nothing: what is ended is not given any more, and whoever owes an answer owes it already. [security 3, 11]
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import connection

from core import audit, obligations
from core.access import Acting, acting_as, in_turn, renew
from core.workdays import local_today
from sip.consent.deadlines import RENEWED
from sip.consent.models import Consent
from sip.consent.states import Purpose
from sip.jobs import in_each_region

JOB = "consents"
BATCH = 100  # a context lives a minute: it is renewed between


@dataclass(frozen=True)
class Ending:
    """One row of `access.consents_ending`."""

    id: UUID
    case_id: UUID
    code: str
    purpose: str
    valid_from: date
    valid_to: date
    owner_id: UUID
    unit_id: UUID
    area_id: UUID
    district_id: UUID


def expire_all(at: datetime) -> int:
    """Every region in turn: consents given whose last day has been; how many. With the last one the name goes."""
    return in_each_region(JOB, partial(_expire, today=local_today(at)))


def _expire(region_id: UUID, today: date) -> int:
    with acting_as(job=JOB, region_id=region_id) as by:
        ended = _asked("SELECT * FROM access.expire_consents(%s)", [today])
        ids, cases = [row[0] for row in ended], [row[1] for row in ended]
        audit.record_many("consent.expired", ids, by=by, object_kind="sip.consent", case_ids=cases)
    return len(ended)


def ask_all(at: datetime) -> int:
    """Every region in turn: consents that end within the rule's days while what they carry goes on; how many."""
    return in_each_region(JOB, partial(_ask, today=local_today(at)))


def _ask(region_id: UUID, today: date) -> int:
    with acting_as(job=JOB, region_id=region_id) as by:
        lead = _lead_days(region_id, today)
        if lead is None:
            return 0
        in_turn(JOB, region_id)
        rows = _asked("SELECT * FROM access.consents_ending(%s, %s, %s)", [today, lead, RENEWED.code])
        for number, row in enumerate(rows):
            if number % BATCH == BATCH - 1:
                renew()
            _start(Ending(*row), by=by, lead=lead)
    return len(rows)


def _lead_days(region_id: UUID, today: date) -> int | None:
    """How long before; None where the region does not keep this deadline."""
    try:
        rule = obligations.rule_for(RENEWED.code, region_id, None, today)
    except LookupError:
        return None
    return rule.amount if rule.monitored else None


def _start(ending: Ending, *, by: Acting, lead: int) -> None:
    obligations.start(
        RENEWED,
        subject=Consent(pk=ending.id),
        subject_code=ending.code,
        by=by,
        started_on=max(ending.valid_from, ending.valid_to - timedelta(days=lead)),
        due_on=ending.valid_to,
        case_id=ending.case_id,
        area_id=ending.area_id,
        district_id=ending.district_id,
        unit_id=ending.unit_id,
        owners=[ending.owner_id],
        url_name="sip:plan_detail" if ending.purpose == Purpose.SIP else "sip:case_detail",
    )


def _asked(sql: str, parameters: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
