"""What all that waits to leave has in common: taken under a lease, given back for later, ended. [security 11]"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from core import clock
from core.notices import mail

JOB = "send"
LEASE = timedelta(minutes=5)  # longer than a task may run
BATCH = 50
MOST_ATTEMPTS = 5


@dataclass
class Sent:
    """What one round did."""

    sent: int = 0
    failed: int = 0
    parked: int = 0
    dropped: int = 0


@dataclass(frozen=True)
class Taken:
    """Mails that are ours alone until the lease has passed."""

    ids: list[UUID]
    lease: datetime

    def __bool__(self) -> bool:
        return bool(self.ids)


def take(waiting: QuerySet, at: datetime) -> Taken:
    """Take the oldest free mails, each with a Message-ID made of its key; committed by the caller."""
    lease = at + LEASE
    free = waiting.free(at).order_by("created_at", "id")  # type: ignore[attr-defined]
    ids = list(free.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:BATCH])
    taken = waiting.model._default_manager.filter(pk__in=ids)
    taken.update(lease_until=lease, attempts=F("attempts") + 1)
    key = Concat(Value("<"), Cast("id", CharField()), Value(f"@{mail.mail_domain()}>"))
    taken.filter(message_id="").update(message_id=key)
    return Taken(ids, lease)


def is_too_late(lease: datetime) -> bool:
    """A mail begun now could outlast the lease."""
    return clock.now() + timedelta(seconds=mail.TIMEOUT_SECONDS) > lease


def later(attempts: int) -> datetime:
    """When to try again after so many attempts: each time twice as late."""
    return clock.now() + timedelta(minutes=2 ** (attempts - 1))
