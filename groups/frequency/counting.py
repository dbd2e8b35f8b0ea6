"""A meeting that was held counts once in each period its day lies in. [S-60..S-65, domain: Term calendar]"""

from datetime import date

from core import obligations
from core.access import Acting, lock
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.states import EventKind
from groups.frequency.models import ForumPeriod
from groups.meetings.models import Meeting


def count_meeting(meeting: Meeting, day: date, *, by: Acting) -> None:
    """It has just been noted as held that day. One that is moved or cancelled before never comes here."""
    for period in ForumPeriod.objects.of(meeting.forum_id, day):
        obligations.end(period, period.code, on=day, by=by)


def catch_up(period: ForumPeriod, *, by: Acting) -> int:
    """Count what was held before the period had its clock, or noted by one who doesn't see it; how many. Safe twice.

    The clock is held while both are read: who notes a meeting meanwhile waits, and is counted once.
    """
    running = Obligation.objects.live().filter(region_id=by.region_id, code=period.code, subject_id=period.pk).first()
    if running is None:
        return 0
    met = ObligationEvent.objects.filter(obligation_id=lock(running).pk, kind=EventKind.MET).count()
    held = Meeting.objects.filter(forum_id=period.forum_id, held_on__range=(period.starts_on, period.ends_on))
    days = list(held.order_by("held_on", "id").values_list("held_on", flat=True))[met:]
    return sum(obligations.end(period, period.code, on=day, by=by) is not None for day in days)
