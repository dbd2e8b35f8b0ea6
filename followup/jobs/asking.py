"""Ask for a long job. The row is the queue; Celery only wakes a worker. [security 11]"""

import logging
from typing import Any

from celery import current_app
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from kombu.exceptions import KombuError

from core import audit, clock
from core.access import Acting, require
from core.errors import Refused
from core.organisations.models import Area
from followup import policies
from followup.choices import JobKind
from followup.models import AnnualFollowUp, Compilation, ReportJob
from followup.region import policies as region
from followup.region.keeping import sent_on
from followup.states import LIVE

log = logging.getLogger("bus.followup")
TASK = "followup.tasks.make_report"


@transaction.atomic
def ask_for_job(area: Area, year: int, *, by: Acting, kind: str, follow_up: AnnualFollowUp | None = None) -> ReportJob:
    """Put a job in the queue, or give back the one of the same kind that the same person already waits for.

    Raises PermissionDenied for who may not.
    """
    require(_may_ask(by, area, kind, follow_up))
    return _queued({"area": area, "year": year}, by=by, kind=kind, follow_up=follow_up)


@transaction.atomic
def ask_for_region_job(compilation: Compilation, *, by: Acting, kind: str) -> ReportJob:
    """The same for the region's year.

    Raises PermissionDenied, Refused while no area has sent its own on or, for its report, nothing is counted.
    """
    if kind == JobKind.COMPILE:
        require(region.can_compile(by, compilation))
        if not sent_on(compilation):
            raise Refused(_("Inget område har skickat sin uppföljning vidare än."))
    else:
        require(region.can_view(by, compilation))
        if not compilation.counts.exists():
            raise Refused(_("Regionens tal är inte räknade än."))
    return _queued({"compilation": compilation, "year": compilation.year}, by=by, kind=kind)


def _queued(what: dict[str, Any], *, by: Acting, kind: str, **more: Any) -> ReportJob:
    waiting = ReportJob.objects.filter(**what, kind=kind, requested_by_id=by.assignment_id, status__in=LIVE)
    if found := waiting.first():
        return found
    job = ReportJob(
        region_id=by.region_id,
        kind=kind,
        language=get_language() or "sv",
        requested_by_id=by.assignment_id,
        created_at=clock.now(),
        **what,
        **more,
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
