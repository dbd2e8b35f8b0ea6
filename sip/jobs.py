"""What every job of the child level does: each region in turn, in a transaction of its own. [security 11]"""

from collections.abc import Callable
from uuid import UUID

from core.access import acting_as, job_regions


def in_each_region(job: str, do: Callable[[UUID], int]) -> int:
    """The sum over the regions. Raises the first region's error when all have had their turn."""
    with acting_as(job=job):
        regions = [region_id for region_id, _code in job_regions()]
    done, faults = 0, []
    for region_id in regions:
        try:
            done += do(region_id)
        except Exception as fault:  # noqa: BLE001  (nothing of one region waits for another's fault)
            faults.append(fault)
    if faults:
        raise faults[0]
    return done
