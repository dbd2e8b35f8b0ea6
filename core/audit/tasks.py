"""The log's jobs: each minute months ahead, seal, carry the seal out; each night the months that have had their time.

Safe twice at once: the database locks.
"""

import logging

from celery import shared_task
from django.db import DatabaseError

from core.access import acting_as
from core.audit import months, seals

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


@shared_task(time_limit=3600, soft_time_limit=3500)
def drop_old_months() -> int:
    """Each night: the months that the setting no longer keeps, one transaction each; how many went.

    What keeps a month is said in the server's log and keeps all after it. Twice at once: the database locks.
    """
    with acting_as(job="drop_months"):
        old = months.old_months()
    gone = 0
    for month in old:
        try:
            if month.kept_by:
                raise seals.SealsDiffer(month.kept_by)
            with acting_as(job="drop_months"):
                months.drop(month)
        except (seals.SealsDiffer, DatabaseError) as error:
            logger.error("Month %s of the log stays (%s): run old_audit_months.", month.name, type(error).__name__)
            break
        gone += 1
    return gone


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
