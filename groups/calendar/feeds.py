"""Open a feed, take it back, read it without being signed in. [F31, security 7]"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from core import audit, clock
from core.access import Acting, lock, require
from groups.calendar.models import CalendarFeed


@dataclass(frozen=True)
class Time:
    """When a meeting is and which change of it: all that a calendar is told. `status` as of the meeting."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    status: str
    sequence: int


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def own_feed(acting: Acting) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(assignment_id=acting.assignment_id, closed_at__isnull=True).first()


@transaction.atomic
def open_feed(*, by: Acting) -> str:
    """A new address; the one before it ends. Returns its secret, which is shown once and kept nowhere."""
    before = own_feed(by)
    if before is not None:
        close_feed(before, by=by)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(region_id=by.region_id, assignment_id=by.assignment_id, token_hash=hash_of(token))
    feed.save(force_insert=True)
    audit.record("calendar.opened", feed, by=by)
    return token


@transaction.atomic
def close_feed(feed: CalendarFeed, *, by: Acting) -> CalendarFeed:
    """From now on the address tells nothing. Safe to repeat. Raises PermissionDenied for another's."""
    feed = lock(feed)
    require(feed.assignment_id == by.assignment_id)
    if feed.closed_at is None:
        feed.closed_at = clock.now()
        feed.save(update_fields=["closed_at"])
        audit.record("calendar.closed", feed, by=by)
    return feed


def times_of(token: str, on: date) -> list[Time] | None:
    """What the address tells on a day; None for one that is closed, unknown or of an ended assignment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.calendar_feed_is_open(%s, %s)", [hash_of(token), on])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(
            "SELECT id, starts_at, ends_at, status, sequence FROM access.calendar_feed(%s, %s)", [hash_of(token), on]
        )
        return [Time(*row) for row in cursor.fetchall()]
