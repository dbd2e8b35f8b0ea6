"""The nightly proposal: whose time has gone, by region, in a few statements. Safe twice. [security 6, 11]"""

import json
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection

from core import audit
from core.access import acting_as, in_turn, job_regions, renew
from core.regions.profile import profile_of
from core.regions.shapes import Keeping
from core.workdays import add_months, end_of_day, local_today
from sip.retention.models import RetentionProposal
from sip.retention.states import OPEN

JOB = "retention"
BATCH = 500


def propose_all(at: datetime) -> int:
    """Every region in turn; how many were proposed. Raises the first fault when all have had their turn."""
    with acting_as(job=JOB):
        regions = [region_id for region_id, _code in job_regions()]
    made, faults = 0, []
    for region_id in regions:
        try:
            made += propose(region_id, local_today(at))
        except Exception as fault:  # noqa: BLE001  (no region waits for another's fault)
            faults.append(fault)
    if faults:
        raise faults[0]
    return made


def propose(region_id: UUID, today: date) -> int:
    """Let go of what has been written in since, then propose what is due."""
    with acting_as(job=JOB, region_id=region_id) as by:
        classes = profile_of(region_id, today).retention_classes
        in_turn(JOB, region_id)
        _lapse(region_id, by)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM access.retention_due(%s, %s, %s)",
                [today, end_of_day(_latest(classes, today)), _said(classes)],
            )
            names = [column.name for column in cursor.description]
            found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        for start in range(0, len(found), BATCH):
            renew()
            rows = [RetentionProposal(id=uuid4(), region_id=region_id, **one) for one in found[start : start + BATCH]]
            RetentionProposal.objects.bulk_create(rows)
            audit.record_many(
                "retention.proposed", [row.pk for row in rows], by=by, object_kind="sip.retentionproposal"
            )
    return len(found)


def _lapse(region_id: UUID, by) -> None:
    if not RetentionProposal.objects.filter(region_id=region_id, status__in=OPEN).exists():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM access.retention_lapse()")
        gone = [row[0] for row in cursor.fetchall()]
    audit.record_many("retention.lapsed", gone, by=by, object_kind="sip.retentionproposal")


def _latest(classes: tuple[Keeping, ...], today: date) -> date:
    """Nothing that was registered after this day can be due: the shortest time of any class."""
    shortest = min((row.amount or 0 for row in classes if row.keeps == "years"), default=0)
    return add_months(today, -12 * shortest)


def _said(classes: tuple[Keeping, ...]) -> str:
    return json.dumps([asdict(row) for row in classes], default=str)
