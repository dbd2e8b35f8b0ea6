"""The log's job, each minute: months ahead, seal, carry the seal out. Safe twice at once: the database locks."""

import logging

from celery import shared_task

from core.access import acting_as
from core.audit import seals

logger = logging.getLogger("bus.audit")


@shared_task
def seal() -> int | None:
    """Seal what is finished; the seal's number. The file is written after the commit, and caught up next time."""
    with acting_as(job="seal"):
        seals.make_partitions()
    with acting_as(job="seal"):
        number = seals.seal()
    export()
    return number


def export() -> int:
    """Carry out what the file lacks; 0 when no place is named. A file that tells another story is left alone."""
    path = seals.seal_file()
    if path is None:
        return 0
    with acting_as(job="seal"):
        try:
            return seals.export(path)
        except seals.SealsDiffer as error:
            logger.error("The seals outside the database differ: run verify_audit. %s", error)
            return 0
