"""Keep a file; let it out or stop it when the scanner has spoken. [security 10, 11]"""

from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import models, transaction

from core import audit, clock
from core.access import Acting
from core.files import scanner, states, store
from core.files.examining import Examined
from core.files.models import KeptFile
from core.files.states import FileStatus
from core.notices import notify

Row = TypeVar("Row", bound=models.Model)
MOST_ATTEMPTS = 5  # a file that the scanner cannot judge is left in quarantine after that, for operations to see


@transaction.atomic
def keep(examined: Examined, *, by: Acting) -> KeptFile:
    """Write the file, then its row, in the transaction of the row that says what it is about. Raises OSError."""
    kept = KeptFile(
        id=uuid4(),
        region_id=by.region_id,
        added_by_id=by.assignment_id,
        status=examined.status,
        checked_at=clock.now() if examined.status == FileStatus.CLEAN else None,
    )
    store.write(kept.region_id, kept.pk, examined.content)
    kept.save(force_insert=True)
    return kept


def keep_as(row: type[Row], examined: Examined, *, by: Acting, **facts: Any) -> Row:
    """Keep it together with the row that says what it is about, of a model with kept, kind, size and added_by."""
    made = row(
        kept=keep(examined, by=by),
        region_id=by.region_id,
        kind=examined.kind.value,
        size=len(examined.content),
        added_by_id=by.assignment_id,
        **facts,
    )
    made.save(force_insert=True)
    return made


@transaction.atomic
def take_next(*, by: Acting, but: Collection[UUID] = ()) -> KeptFile | None:
    """Claim the oldest file that waits: one attempt is counted, and committed, before anybody opens it.

    A file that kills whoever scans it is so left alone after the fifth time. `but`: those of this round.
    """
    waiting = KeptFile.objects.filter(
        region_id=by.region_id, status__in=states.WAITING, attempts__lt=MOST_ATTEMPTS
    ).exclude(pk__in=but)
    kept = waiting.order_by("created_at").select_for_update(skip_locked=True).first()
    if kept is None:
        return None
    kept.attempts += 1
    kept.save(update_fields=["attempts"])
    return kept


@transaction.atomic
def give_back(kept: KeptFile) -> None:
    """The scanner was away: that is not the file's doing."""
    KeptFile.objects.filter(pk=kept.pk, status__in=states.WAITING, attempts__gt=0).update(attempts=kept.attempts - 1)


@transaction.atomic
def judge(kept: KeptFile, *, by: Acting, is_infected: bool) -> KeptFile:
    """What the scanner said. A stopped file stays where it is, goes to nobody, and who added it is told.

    Raises WrongState when another has judged it.
    """
    kept = KeptFile.objects.select_for_update().get(pk=kept.pk)
    move = states.STOP if is_infected else states.CLEAR
    move.guard(kept)
    kept.status, kept.checked_at = move.target, clock.now()
    kept.save(update_fields=["status", "checked_at"])
    audit.record("file.stopped" if is_infected else "file.cleared", kept, by=by)
    if is_infected:
        notify("file_stopped", to=[kept.added_by_id], by=by, about_kind="files.keptfile", about_id=kept.pk)
    return kept


def has_virus(kept: KeptFile) -> bool:
    """Ask the scanner about a file in the store. Raises ScannerAway, ScannerUnsure, OSError."""
    return scanner.finds_virus(store.read(kept.region_id, kept.pk))
