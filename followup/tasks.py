"""Thin doors: a job is asked for, a minute has passed, a day has begun."""

from uuid import UUID

from celery import shared_task

from core import clock
from followup import opening
from followup.jobs import running


@shared_task(ignore_result=True)
def make_report(job_id: str) -> None:
    """Do one job. Safe to run twice and at the same time."""
    running.run(UUID(job_id))


@shared_task(ignore_result=True)
def run_waiting() -> None:
    """Each minute: what no wake-up told of, and what a worker left when it died."""
    for job_id in running.waiting(clock.now()):
        running.run(job_id)


@shared_task(ignore_result=True)
def open_year() -> None:
    """Each hour: open the follow-ups of the year that ended, count the years that go on. Safe to run twice."""
    opening.open_and_count(clock.now())
