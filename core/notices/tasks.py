"""Thin doors: the sender wakes here each minute and whenever somebody was told something."""

from datetime import timedelta
from functools import partial

from celery import shared_task

from core import clock
from core.access import acting_as, job_regions
from core.notices import letters, sender
from core.notices.outbox import JOB

ROOM = timedelta(minutes=3)  # stops taking new batches well before the task's time limit


@shared_task(ignore_result=True)
def send_due() -> None:
    """Send what waits, the door's first, then region by region. Safe to run twice and at the same time.

    Raises the first error when all have had their turn: nobody's mail waits for another region's fault.
    """
    until, faults = clock.now() + ROOM, []
    with acting_as(job=JOB):
        regions = job_regions()
    turns = [partial(letters.send, until=until)]
    turns += [partial(sender.send_region, region_id, until=until) for region_id, _code in regions]
    for turn in turns:
        try:
            turn()
        except Exception as fault:  # noqa: BLE001  (raised below)
            faults.append(fault)
    if faults:
        raise faults[0]
