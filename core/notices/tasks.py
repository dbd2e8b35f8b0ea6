"""Thin doors: the sender wakes here each minute and whenever somebody was told something."""

from datetime import timedelta

from celery import shared_task

from core import clock
from core.access import acting_as, job_regions
from core.notices import sender

ROOM = timedelta(minutes=3)  # stops taking new batches well before the task's time limit


@shared_task(ignore_result=True)
def send_due() -> None:
    """Send what waits, region by region. Safe to run twice and at the same time."""
    until = clock.now() + ROOM
    with acting_as(job=sender.JOB):
        regions = job_regions()
    for region_id, _code in regions:
        sender.send_region(region_id, until=until)
