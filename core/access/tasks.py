"""Thin doors: each hour what has had its time goes. Safe twice at once."""

from celery import shared_task

from core.access import acting_as, fading, job_regions


@shared_task(ignore_result=True)
def sweep_faded() -> int:
    """How many rows went."""
    with acting_as(job=fading.JOB):
        regions = [region_id for region_id, _code in job_regions()]
    return sum(fading.sweep_region(region_id) for region_id in regions)
