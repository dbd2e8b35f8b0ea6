"""Send what waits in the outbox. Safe twice, safe when killed anywhere. [security 11]

Claim (a conditional update with a lease, committed) → ask the gate again → send → confirm. Who dies between claim and
confirm leaves a lease that passes; the next one sends the same row with the same Message-ID.
"""

import logging
from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import Q

from core import clock
from core.access import Acting, acting_as, within
from core.notices import mail
from core.notices.kinds import kind_of
from core.notices.models import Notice, ParkedNotice
from core.notices.outbox import JOB, MOST_ATTEMPTS, Sent, Taken, is_too_late, later, take
from core.workdays import local_today

log = logging.getLogger("bus.notices")


def send_region(region_id: UUID, *, until: datetime | None = None) -> Sent:
    """Send all that waits in a region, batch by batch, or until the moment has passed."""
    done = Sent()
    with acting_as(job=JOB, region_id=region_id):
        _take_back_retried()
    while taken := claim(region_id, clock.now()):
        for notice_id in taken.ids:
            _one(region_id, notice_id, taken.lease, done)
        if until and clock.now() >= until:
            break
    return done


def claim(region_id: UUID, at: datetime) -> Taken:
    """Take the oldest free mails; committed, so that nobody else takes them while the lease lasts."""
    with acting_as(job=JOB, region_id=region_id):
        return take(Notice.objects.filter(region_id=region_id).outbox(), at)


def _one(region_id: UUID, notice_id: UUID, lease: datetime, done: Sent) -> None:
    """One claimed mail, to its end: sent, given back for later, parked or dropped; untouched when the lease is over."""
    with acting_as(job=JOB, region_id=region_id):
        ours = Notice.objects.filter(pk=notice_id, lease_until=lease).outbox()
        notice = ours.select_related("recipient__user", "recipient__person").first()
        if notice is None or is_too_late(lease):
            return None
        if notice.attempts > MOST_ATTEMPTS:
            return _park(notice, "gave_up", done)
        message = _message(notice)
        if message is None:
            return _drop(notice, done)
        if not message.to[0]:
            return _park(notice, "no_address", done)
    try:
        mail.send(message)
    except Exception as error:  # noqa: BLE001  (whatever a mail server does must not stop the others' mail)
        log.warning("mail not sent: %s", type(error).__name__)
        with acting_as(job=JOB, region_id=region_id):
            return _failed(notice, done)
    with acting_as(job=JOB, region_id=region_id):
        Notice.objects.filter(pk=notice_id, sent_at__isnull=True).update(sent_at=clock.now(), lease_until=None)
    done.sent += 1
    return None


def _message(notice: Notice) -> EmailMessage | None:
    """What is to leave, built as it leaves; None when it may not any more."""
    if own := kind_of(notice.kind).letter:
        return own(notice)
    return mail.build(notice) if _may_leave(notice) else None


def _may_leave(notice: Notice) -> bool:
    """The gate once more: the assignment is in force, the account open, the case still one its reader may see."""
    recipient, now = notice.recipient, clock.now()
    today = local_today(now)
    if recipient.valid_from > today or (recipient.valid_to and recipient.valid_to < today):
        return False
    if recipient.user and not recipient.user.is_active:
        return False
    if notice.case_id is None or not kind_of(notice.kind).gated:
        return True
    return bool(recipient.user_id) and _sees_case(notice)


def _sees_case(notice: Notice) -> bool:
    reader = Acting(
        kind="user",
        user_id=notice.recipient.user_id,
        assignment_id=notice.recipient_id,
        region_id=notice.region_id,
        purpose="notice",
    )
    with acting_as(reader):
        told = Q(within("case_id", "visible_case_ids")) | Q(within("obligation_id", "unled_obligation_ids"))
        return Notice.objects.filter(told, pk=notice.pk).exists()


def _drop(notice: Notice, done: Sent) -> None:
    Notice.objects.filter(pk=notice.pk).update(dropped_at=clock.now(), lease_until=None)
    done.dropped += 1


def _failed(notice: Notice, done: Sent) -> None:
    """Later, each time twice as late; after the fifth attempt it is parked."""
    done.failed += 1
    if notice.attempts >= MOST_ATTEMPTS:
        return _park(notice, "not_sent", done)
    Notice.objects.filter(pk=notice.pk).update(lease_until=later(notice.attempts))
    return None


def _park(notice: Notice, reason: str, done: Sent) -> None:
    """Out of the queue and before the eyes of operations."""
    now = clock.now()
    Notice.objects.filter(pk=notice.pk).update(parked_at=now, lease_until=None)
    ParkedNotice.objects.update_or_create(
        notice_id=notice.pk,
        defaults={
            "region_id": notice.region_id,
            "kind": notice.kind,
            "recipient_id": notice.recipient_id,
            "attempts": min(notice.attempts, MOST_ATTEMPTS),
            "reason": reason,
            "parked_at": now,
            "retry_asked_at": None,
            "retry_asked_by": None,
        },
    )
    log.error("mail parked: %s", reason)
    done.parked += 1


def _take_back_retried() -> None:
    """What operations asked to try again goes back into the queue with its attempts counted anew."""
    asked = ParkedNotice.objects.filter(retry_asked_at__isnull=False)
    again = Notice.objects.filter(pk__in=asked.values("notice_id"), parked_at__isnull=False, sent_at__isnull=True)
    again.update(parked_at=None, lease_until=None, attempts=0)
