"""Files without a row: what a process left that was killed between file and row. Nobody can ask for them."""

import logging
from datetime import timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from core import clock
from core.access import acting_as, renew
from core.files import store
from core.files.models import KeptFile
from core.regions.models import Region

JOB = "sweep_files"
GRACE = timedelta(days=1)  # many times longer than any transaction that is about to name its file
BATCH = 500
log = logging.getLogger("bus.files")


def sweep_region(region_id: UUID) -> int:
    """Take away the region's files that no row names and that have lain a day; how many."""
    before = (clock.now() - GRACE).timestamp()
    gone = 0
    with acting_as(job=JOB, region_id=region_id):
        lying = store.lying(region_id, before=before)
        while places := list(islice(lying, BATCH)):
            renew()
            gone += _sweep(region_id, places)
    if gone:
        log.warning("%d files without a row taken away", gone)
    return gone


def _sweep(region_id: UUID, places: list[Path]) -> int:
    """Only when the database shows the region, asked last: one that shows nothing names no file either."""
    named = {str(pk) for pk in KeptFile.objects.filter(pk__in=_keys(places)).values_list("pk", flat=True)}
    if not Region.objects.filter(pk=region_id).exists():
        return 0
    loose = [place for place in places if place.name not in named]
    for place in loose:
        place.unlink(missing_ok=True)
    return len(loose)


def _keys(places: list[Path]) -> list[UUID]:
    keys = []
    for place in places:
        try:
            keys.append(UUID(place.name))
        except ValueError:  # one that was never finished
            continue
    return keys
