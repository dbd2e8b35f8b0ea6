"""Tell somebody something: rows in the transaction of the act, sent afterwards. [security 11]"""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import connection, transaction

from core import clock
from core.access import Acting, lock
from core.notices.keys import notice_key
from core.notices.kinds import kind_of
from core.notices.models import Channel, Notice, ParkedNotice
from core.notices.wake import wake_sender


def notify(
    kind: str,
    *,
    to: Iterable,
    by: Acting,
    about_kind: str,
    about_id: UUID | None,
    case_id: UUID | None = None,
    obligation_id: UUID | None = None,
    level: str = "",
    number: int | None = None,
) -> None:
    """Tell each of `to` (assignments or their ids) on the kind's channels, once each.

    The same kind, object and level told again adds nothing; kinds that are events of their own add each time.
    Raises ValueError for an unknown kind.
    """
    what = kind_of(kind)
    event = "" if what.once else uuid4()
    now = clock.now()
    rows = [
        Notice(
            id=notice_key(kind, about_id, level, recipient, channel, event),
            region_id=by.region_id,
            kind=kind,
            level=level,
            recipient_id=recipient,
            channel=channel,
            about_kind=about_kind,
            about_id=about_id,
            case_id=case_id,
            obligation_id=obligation_id,
            number=number,
            created_at=now,
        )
        for recipient in dict.fromkeys(getattr(one, "pk", one) for one in to)
        for channel in what.channels
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.channel == Channel.MAIL for row in rows):
        wake_when_committed()


def wake_when_committed() -> None:
    """Wake the sender once, after the transaction; without a broker the sweep of the next minute finds the rows."""
    if not any(entry[1] is wake_sender for entry in connection.run_on_commit):
        transaction.on_commit(wake_sender, robust=True)


@transaction.atomic
def mark_read(notice: Notice, *, by: Acting) -> Notice:
    """Its reader has seen it; the first time counts. Raises PermissionDenied for anybody else's."""
    notice = lock(notice)
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, by: Acting) -> int:
    """All that stands unread for the acting assignment; how many."""
    mine = Notice.objects.filter(region_id=by.region_id, recipient_id=by.assignment_id).inbox().unread()
    return mine.order_by().update(read_at=clock.now())


@transaction.atomic
def ask_for_retry(parked: ParkedNotice, *, by: Acting) -> ParkedNotice:
    """Operations have mended what was wrong: let the sender try the mail again. Raises PermissionDenied."""
    from core import audit

    parked = lock(parked)
    parked.retry_asked_at, parked.retry_asked_by_id = clock.now(), by.assignment_id
    parked.save(update_fields=["retry_asked_at", "retry_asked_by"])
    audit.record("notice.retry_asked", object_kind="notices.notice", object_id=parked.notice_id, by=by)
    wake_when_committed()
    return parked
