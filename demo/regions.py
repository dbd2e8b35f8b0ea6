"""The regions that were loaded, one at a time, with their people."""

from collections.abc import Iterator
from datetime import date

from core.access import acting_as, job_regions
from core.regions.models import Region
from demo.cast import LIVED
from demo.finding import Found
from demo.people import Places


def each_region(command: str, today: date) -> Iterator[Found]:
    """Each region whose years the demo lives, in the order of their codes; nothing is open while the caller works."""
    with acting_as(command=command):
        regions = job_regions()
    for region_id, _code in sorted((one for one in regions if one[1] in LIVED), key=lambda one: one[1]):
        with acting_as(command=command, region_id=region_id):
            region = Region.objects.get(pk=region_id)
            found = Found(region, Places(region, today))
        yield found
