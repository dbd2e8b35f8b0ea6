"""Thin doors: each minute the scanner gets what waits, each hour files without a row go. Safe twice at once."""

import logging
from datetime import timedelta

from celery import shared_task

from core import clock
from core.access import acting_as, job_regions
from core.files import scanner, scanning, sweeping

ROOM = timedelta(minutes=3)  # stops taking new files well before the task's time limit
log = logging.getLogger("bus.files")


def _regions(job: str) -> list:
    with acting_as(job=job):
        return [region_id for region_id, _code in job_regions()]


@shared_task(ignore_result=True)
def scan_waiting() -> int:
    """How many were judged; none while no scanner is connected or it is away."""
    if not scanner.is_connected():
        return 0
    until, judged = clock.now() + ROOM, 0
    for region_id in _regions(scanning.JOB):
        try:
            judged += scanning.scan_region(region_id, until=until)
        except scanner.ScannerAway:
            log.warning("the virus scanner does not answer; files wait in quarantine")
            break
    return judged


@shared_task(ignore_result=True)
def sweep_orphans() -> int:
    """How many files went."""
    return sum(sweeping.sweep_region(region_id) for region_id in _regions(sweeping.JOB))
