"""A meeting that was held counts once in each period its day lies in. [S-60..S-65, domain: Term calendar]"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import obligations
from core.access import Acting, lock
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.states import EventKind
from core.regions.profile import profile_of
from groups.choices import ForumKind
from groups.frequency.models import ForumPeriod
from groups.meetings.called import Attendance
from groups.meetings.models import Invitation, Meeting
from groups.meetings.states import Place
from groups.models import Forum

OF_THE_GROUP = Q(membership__isnull=False) | Q(place=Place.SUBSTITUTE)


def asks_for_all(forum: Forum, on: date) -> bool:
    """Whether all of the group must have come for a meeting to count. [X-15, cfg.working_requires_all]"""
    if forum.kind != ForumKind.WORKING_GROUP:
        return False
    return bool(profile_of(forum.region_id, on, area_id=forum.area_id).working_requires_all)


def counted(meetings: QuerySet[Meeting], forum: Forum, on: date) -> QuerySet[Meeting]:
    """Those that count: where all must come, the ones that nobody of the group missed without a substitute."""
    if not asks_for_all(forum, on):
        return meetings
    return meetings.exclude(
        Exists(Invitation.objects.filter(OF_THE_GROUP, meeting=OuterRef("pk"), attendance=Attendance.ABSENT))
    )


def count_meeting(meeting: Meeting, day: date, *, by: Acting) -> None:
    """It has just been noted as held that day. One that is moved or cancelled before never comes here."""
    if not counted(Meeting.objects.filter(pk=meeting.pk), meeting.forum, day).exists():
        return
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
    in_it = Meeting.objects.filter(forum_id=period.forum_id, held_on__range=(period.starts_on, period.ends_on))
    held = counted(in_it, period.forum, period.ends_on)
    days = list(held.order_by("held_on", "id").values_list("held_on", flat=True))[met:]
    return sum(obligations.end(period, period.code, on=day, by=by) is not None for day in days)
