"""The minutes of a sitting on the start page: to write, to approve, to wait for. [F117, security 2]"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import Acting, Asks, within
from core.roles import UNIT_LEADERS, Role
from core.ui.registry import Duty
from groups.meetings.called import Attendance
from sip.individual_forum.approvers import with_progress
from sip.individual_forum.models import Call, Minutes
from sip.individual_forum.policies import visible_minutes
from sip.individual_forum.states import MinutesStatus


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """The convenor's minutes until they are approved; a manager's who was there, when they are written by another."""
    if acting.role != Role.FORUM_CONVENOR and acting.role not in UNIT_LEADERS:
        return
    found = _drafted(acting)
    yield Asks(found)
    for minutes in found:
        title, button = _words(minutes)
        url, day = reverse("sip:minutes", args=[minutes.pk]), timezone.localdate(minutes.occasion.starts_at)
        yield Duty(title, url, button, day, _("individforum"), minutes.case.code)


def _drafted(acting: Acting) -> QuerySet[Minutes]:
    """Of cases that go on: the convenor's district's, or those of the sittings one came to that wait for one's word."""
    found = visible_minutes(acting).filter(within("case_id", "followed_case_ids"), status=MinutesStatus.DRAFTED)
    found = with_progress(acting, found).select_related("occasion", "case").order_by("occasion__starts_at")
    if acting.role == Role.FORUM_CONVENOR:
        return found.filter(case__district_id=acting.district_id)
    own = Call.objects.filter(occasion=OuterRef("occasion"), assignment_id=acting.assignment_id)
    return found.filter(Exists(own.filter(attendance=Attendance.PRESENT)), is_written=True, is_own=False)


def _words(minutes) -> tuple[str, str]:
    if not minutes.is_written:
        return _("Skriv protokollet från mötet"), _("Skriv")
    if minutes.is_own:
        return _("Be någon annan godkänna protokollet"), _("Öppna")
    return _("Läs och godkänn protokollet"), _("Läs")
