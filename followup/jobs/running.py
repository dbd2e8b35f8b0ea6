"""Do a job: claim it, count, draw, keep the file. Each step is committed, so that a page sees it and a crash keeps it.

A worker holds the job by a lease. When it dies the lease passes and another takes the job on, from the beginning:
a counting with the same result is not kept twice, and a job has one file. After five attempts it is parked.
"""

import hashlib
import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import translation

from core import audit, clock
from core.access import Acting, acting_as, job_regions
from core.documents.errors import DocumentError
from core.notices import notify
from core.organisations.models import Area
from core.people.queries import holders
from core.roles import Role
from followup import services
from followup.choices import JobKind
from followup.counting import count_year, latest
from followup.models import AnnualFollowUp, Compilation, Counting, RegionCount, ReportFile, ReportJob
from followup.region import services as region
from followup.states import COMPILING, FAIL, FINISH, LIVE, PARK, START, WRITABLE, JobStatus

JOB = "reports"
LEASE = timedelta(seconds=60)  # renewed at each step
DRAWING_LEASE = timedelta(seconds=150)  # a PDF may take 120 s
MOST_ATTEMPTS = 5
LONG_STEPS = ("drawing", "compiling")
BETWEEN = timedelta(seconds=20)  # times the number of attempts, before a failed one is tried again
log = logging.getLogger("bus.followup")

# What the page says while the job goes on, and how far it has come then.
STEPS = {"queued": 0, "counting": 10, "compiling": 10, "writing": 45, "drawing": 60, "keeping": 90, "done": 100}


def run(job_id: UUID) -> bool:
    """Do the job if it waits to be done; True when this call did it. Safe to call twice and at the same time."""
    for region_id in _regions():
        with acting_as(job=JOB, region_id=region_id) as by:
            job = _claim(job_id, by)
        if job is not None:
            _do(job)
            return True
    return False


def waiting(at: datetime) -> list[UUID]:
    """Jobs that nobody does: never woken, or left by a worker that died."""
    found: list[UUID] = []
    for region_id in _regions():
        with acting_as(job=JOB, region_id=region_id):
            rows = ReportJob.objects.filter(_free(at), status__in=LIVE).order_by("created_at", "pk")
            found += rows.values_list("pk", flat=True)
    return found


def _regions() -> list[UUID]:
    with acting_as(job=JOB):
        return [region_id for region_id, _code in job_regions()]


def _free(at: datetime) -> Q:
    return Q(lease_until__isnull=True) | Q(lease_until__lte=at)


def _claim(job_id: UUID, by: Acting) -> ReportJob | None:
    """Take the job if it is free: one conditional update, so that of two only one gets it. Too often tried: parked."""
    now = clock.now()
    free = ReportJob.objects.filter(_free(now), pk=job_id, status__in=START.sources)
    spent = free.filter(attempts__gte=MOST_ATTEMPTS).first()
    if spent is not None:
        _end(spent, PARK.target, free, by, failure="crashed")
        return None
    taken = free.update(
        status=START.target, attempts=F("attempts") + 1, lease_until=now + LEASE, started_at=now, progress=0, step=""
    )
    return ReportJob.objects.select_related("requested_by").get(pk=job_id) if taken else None


def _do(job: ReportJob) -> None:
    try:
        with translation.override(job.language):
            _work(job)
    except DocumentError as error:
        log.warning("report job %s: %s", job.pk, error.failure)
        with acting_as(job=JOB, region_id=job.region_id) as by:
            _end(job, FAIL.target, _held(job), by, failure=str(error.failure))
    except Exception as error:  # noqa: BLE001  (whatever it is, the job is tried again or parked, never lost)
        log.error("report job %s: %s", job.pk, type(error).__name__)
        _let_go(job)


def _work(job: ReportJob) -> None:
    counted = _count_region(job) if job.compilation_id else _count(job)
    if job.kind == JobKind.REPORT:
        _tell(job, "writing")
        content, name = _drawn(job, counted)
        _tell(job, "keeping")
        with acting_as(job=JOB, region_id=job.region_id) as by:
            _keep_file(job, counted, content, name)
            _finish(job, by)
        return
    with acting_as(job=JOB, region_id=job.region_id) as by:
        _finish(job, by)


def _count_region(job: ReportJob) -> RegionCount:
    """The region's figures: laid together now when that is asked for, else as they stand."""
    _tell(job, "compiling")
    with acting_as(job=JOB, region_id=job.region_id) as by:
        compilation = Compilation.objects.get(pk=job.compilation_id)
        if job.kind == JobKind.COMPILE and compilation.status in COMPILING:
            return region.collect(compilation, by=by, at=clock.now())
        return compilation.counts.latest("computed_at")


def _count(job: ReportJob) -> Counting:
    """The figures the job is about: fixed ones as they stand, else counted now."""
    _tell(job, "counting")
    with acting_as(job=JOB, region_id=job.region_id) as by:
        follow_up = AnnualFollowUp.objects.filter(area_id=job.area_id, year=job.year).first()
        if job.kind == JobKind.COLLECT and follow_up and follow_up.status in WRITABLE:
            return services.collect(follow_up, by=by, at=clock.now())
        fixed = latest(job.area_id, job.year, follow_up=follow_up)
        if fixed is not None and fixed.is_final:
            return fixed
        area = Area.objects.get(pk=job.area_id)
        return count_year(area, job.year, by=by, at=clock.now())


def _drawn(job: ReportJob, counted: Counting | RegionCount) -> tuple[bytes, str]:
    from followup.region.report import build_region
    from followup.report import build

    with acting_as(job=JOB, region_id=job.region_id):
        is_region = isinstance(counted, RegionCount)
        document = build_region(counted) if is_region else build(counted.area, job.year, counted)
    _tell(job, "drawing")
    return document.pdf(), document.file_name


def _tell(job: ReportJob, step: str) -> None:
    """How far it has come, seen by the page at once; the lease begins anew. Raises LeaseLost when it is another's."""
    with acting_as(job=JOB, region_id=job.region_id):
        lease = DRAWING_LEASE if step in LONG_STEPS else LEASE
        mine = _held(job).update(progress=STEPS[step], step=step, lease_until=clock.now() + lease)
    if not mine:
        raise LeaseLost


class LeaseLost(Exception):
    """Another worker has taken the job on."""


def _held(job: ReportJob):
    return ReportJob.objects.filter(pk=job.pk, status=JobStatus.RUNNING, attempts=job.attempts)


def _keep_file(job: ReportJob, counted: Counting | RegionCount, content: bytes, name: str) -> None:
    ReportFile(
        region_id=job.region_id,
        job=job,
        counting=counted if isinstance(counted, Counting) else None,
        region_count=counted if isinstance(counted, RegionCount) else None,
        name=name,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    ).save(force_insert=True)


@transaction.atomic
def _finish(job: ReportJob, by: Acting) -> None:
    """Done, its file and the word to the one who asked: all or nothing."""
    done = _held(job).update(
        status=FINISH.target, progress=100, step="done", lease_until=None, ended_at=clock.now(), failure=""
    )
    if not done:
        raise LeaseLost
    audit.record("report.made", job, by=by, reason=job.kind)
    if job.kind == JobKind.REPORT:
        notify("report_ready", to=[job.requested_by_id], by=by, about_kind="followup.reportjob", about_id=job.pk)


def _end(job: ReportJob, status: str, rows: QuerySet[ReportJob], by: Acting, *, failure: str) -> None:
    """Over without a result; of a parked job those who keep the portal running are told."""
    if not rows.update(status=status, lease_until=None, ended_at=clock.now(), failure=failure):
        return
    audit.record("report.failed", job, by=by, reason=failure)
    if status == PARK.target:
        admins = holders(Role.REGION_ADMIN, region_id=job.region_id, on=clock.today())
        notify("report_parked", to=admins, by=by, about_kind="followup.parked", about_id=job.pk)
        log.error("report job %s: parked after %s attempts", job.pk, job.attempts)


def _let_go(job: ReportJob) -> None:
    """Try again a little later; the fifth time it is parked and operations look at it."""
    with acting_as(job=JOB, region_id=job.region_id) as by:
        if job.attempts >= MOST_ATTEMPTS:
            _end(job, PARK.target, _held(job), by, failure="crashed")
        else:
            _held(job).update(status=JobStatus.QUEUED, lease_until=clock.now() + BETWEEN * job.attempts)
