"""The deletion itself, as bus_retention, and again after a restore. [security 3, 6]

One proposal, one transaction: rows, notices, drafts, the files' rows, the proof and the ledger's line, or none of it.
The files themselves go when it is committed; what a crash leaves of them the hourly sweep of files without a row takes.
"""

import logging
from collections.abc import Iterable
from uuid import UUID

from django.db import connections

from core.access import acting_as, job_regions
from core.files import store
from sip.retention import ledger
from sip.retention.models import RetentionProposal
from sip.retention.states import ProposalStatus

JOB, REPLAY = "retention", "replay_deletions"
USING = ledger.USING
log = logging.getLogger("bus.retention")


def execute_all() -> int:
    """Every approved proposal of every region; how many went. Raises the first fault when all have had their turn."""
    done, faults = 0, []
    for region_id in _regions(job=JOB):
        with acting_as(job=JOB, region_id=region_id):
            approved = RetentionProposal.objects.filter(region_id=region_id, status=ProposalStatus.APPROVED)
            waiting = list(approved.order_by("due_on", "id"))
        for proposal in waiting:
            try:
                done += execute(proposal)
            except Exception as fault:  # noqa: BLE001  (no record waits for another's fault)
                faults.append(fault)
        ledger_kept(region_id)
    if faults:
        raise faults[0]
    return done


def execute(proposal: RetentionProposal, *, using: str = USING) -> bool:
    """Delete what was approved; whether it went. Something written since makes the proposal lapse instead.

    Raises DatabaseError where the database finds that it may not be: no two approvals, a hold, not due.
    """
    mac = ledger.mac_of(proposal.kind, proposal.principal_id, proposal.subject_id)
    with acting_as(job=JOB, region_id=proposal.region_id, using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT outcome, amount, taken FROM access.retention_execute(%s, %s)", [proposal.pk, mac])
        outcome, _amount, taken = cursor.fetchone()
    forget_files(proposal.region_id, taken)
    return outcome == "executed"


def ledger_kept(region_id: UUID, *, using: str = USING) -> int:
    """Carry the ledger's new lines out of the database; how many."""
    with acting_as(job=JOB, region_id=region_id, using=using):
        return ledger.export(region_id, using=using)


def replay_all() -> int:
    """Delete again what a restored database has brought back; how many records."""
    return sum(replay(region_id) for region_id in _regions(command=REPLAY))


def replay(region_id: UUID, *, using: str = USING) -> int:
    """The region's records that are there again though the ledger names them, deleted again; how many."""
    with acting_as(command=REPLAY, region_id=region_id, using=using), connections[using].cursor() as cursor:
        macs = ledger.known_macs(region_id, using=using)
        cursor.execute("SELECT principal_id, kind, subject_id FROM access.retention_subjects()")
        back = [(*row, mac) for row in cursor.fetchall() if (mac := ledger.mac_of(row[1], row[0], row[2])) in macs]
    for principal_id, kind, subject_id, mac in back:
        with acting_as(command=REPLAY, region_id=region_id, using=using), connections[using].cursor() as cursor:
            cursor.execute(
                "SELECT amount, taken FROM access.retention_replay(%s, %s, %s, %s)",
                [principal_id, kind, subject_id, mac],
            )
            _amount, taken = cursor.fetchone()
        forget_files(region_id, taken)
    return len(back)


def forget_files(region_id: UUID, taken: Iterable[UUID]) -> None:
    """After the commit: nobody can ask for them any more, and the sweep takes what is left by a crash here."""
    for pk in taken:
        try:
            store.remove(region_id, pk)
        except OSError:
            log.warning("a deleted record's file could not be removed; the hourly sweep takes it")


def _regions(**who: str) -> list[UUID]:
    with acting_as(**who):
        return [region_id for region_id, _code in job_regions()]
