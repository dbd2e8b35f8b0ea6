"""Ask for a long job. The row is the queue; Celery only wakes a worker. [security 11]"""

import logging

from celery import current_app
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from kombu.exceptions import KombuError

from core import audit, clock
from core.access import Acting, require
from core.organisations.models import Area
from followup import policies
from followup.choices import JobKind
from followup.models import AnnualFollowUp, ReportJob
from followup.states import LIVE

log = logging.getLogger("bus.followup")
TASK = "followup.tasks.make_report"


@transaction.atomic
def ask_for_job(area: Area, year: int, *, by: Acting, kind: str, follow_up: AnnualFollowUp | None = None) -> ReportJob:
    """Put a job in the queue, or give back the one of the same kind that the same person already waits for.

    Raises PermissionDenied for who may not.
    """
    require(_may_ask(by, area, kind, follow_up))
    waiting = ReportJob.objects.filter(
        area=area, year=year, kind=kind, requested_by_id=by.assignment_id, status__in=LIVE
    )
    if found := waiting.first():
        return found
    job = ReportJob(
        region_id=by.region_id,
        area=area,
        year=year,
        follow_up=follow_up,
        kind=kind,
        language=get_language() or "sv",
        requested_by_id=by.assignment_id,
        created_at=clock.now(),
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:  # asked for twice at the same moment
        return waiting.get()
    audit.record("report.asked_for", job, by=by, reason=kind)
    transaction.on_commit(lambda: wake(job.pk), robust=True)
    return job


def _may_ask(by: Acting, area: Area, kind: str, follow_up: AnnualFollowUp | None) -> bool:
    if kind == JobKind.COLLECT:
        return follow_up is not None and policies.can_collect(by, follow_up)
    if kind == JobKind.COUNT:
        return policies.can_count(by, area.pk) and policies.can_follow_area(by, area.pk)
    if follow_up is not None:
        return policies.can_view(by, follow_up)
    return policies.can_follow_area(by, area.pk)


def wake(job_id) -> None:
    """Tell a worker. Without a broker the sweep of the next minute finds the row."""
    try:
        current_app.send_task(TASK, [str(job_id)], retry=False, ignore_result=True)
    except (KombuError, OSError) as error:
        log.warning("no wake-up: %s", type(error).__name__)
