"""Files that wait for the scanner, one after another: each its own transactions, so that none holds another up."""

import logging
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag

from core import clock
from core.access import acting_as
from core.errors import WrongState
from core.files import services
from core.files.models import KeptFile
from core.files.scanner import ScannerAway, ScannerUnsure

JOB = "scan"
log = logging.getLogger("bus.files")


def scan_region(region_id: UUID, *, until: datetime) -> int:
    """Scan what waits in a region until that moment; how many were judged. Raises ScannerAway: all the rest waits."""
    judged, seen = 0, set[UUID]()
    while clock.now() < until:
        with acting_as(job=JOB, region_id=region_id) as by:
            kept = services.take_next(by=by, but=seen)
        if kept is None:
            break
        seen.add(kept.pk)
        judged += _one(region_id, kept)
    return judged


def _one(region_id: UUID, kept: KeptFile) -> bool:
    """One claimed file, outside every transaction while the scanner reads it."""
    try:
        is_infected = services.has_virus(kept)
    except ScannerAway:
        with acting_as(job=JOB, region_id=region_id):
            services.give_back(kept)
        raise
    except (ScannerUnsure, OSError, InvalidTag) as fault:
        log.error("file not judged: %s, attempt %d of %d", type(fault).__name__, kept.attempts, services.MOST_ATTEMPTS)
        return False
    try:
        with acting_as(job=JOB, region_id=region_id) as by:
            services.judge(kept, by=by, is_infected=is_infected)
    except WrongState:  # another round came first, with the same answer
        return False
    return True
