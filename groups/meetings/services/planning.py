"""Plan a meeting, move it, name who leads and writes it, cancel it. [F30, F31, SM-5]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.errors import Refused, WrongState
from core.notices import notify
from core.people.models import RoleAssignment
from core.textguard import refuse_identity
from groups.meetings import policies, states
from groups.meetings.called import Reply
from groups.meetings.models import Invitation, Meeting
from groups.meetings.numbering import save_numbered
from groups.meetings.services.agenda import let_leaders_in
from groups.meetings.services.standing import add_standing
from groups.meetings.states import MeetingStatus
from groups.models import Forum


@dataclass(frozen=True)
class When:
    """When and where, and what it is about when it has a theme."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    theme: str = ""


@transaction.atomic
def plan_meeting(
    forum: Forum,
    *,
    by: Acting,
    when: When,
    chair: RoleAssignment | None = None,
    recorder: RoleAssignment | None = None,
) -> Meeting:
    """A meeting numbered in its forum's year, with the template's headings. Nobody is called yet. [S-60..S-65, F32]

    Raises PermissionDenied, Refused for a time that has been or that ends before it begins.
    """
    require(policies.can_plan(by, forum))
    _check(when)
    meeting = Meeting(
        region_id=forum.region_id,
        forum=forum,
        year=timezone.localdate(when.starts_at).year,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        place=when.place.strip(),
        theme=when.theme.strip(),
        chair=chair,
        recorder=recorder,
        planned_by_id=by.assignment_id,
    )
    save_numbered(meeting)
    audit.record("meeting.planned", meeting, by=by)
    add_standing(meeting, by=by)
    return meeting


@transaction.atomic
def plan_year(forum: Forum, *, by: Acting, times: Mapping[str, When]) -> list[Meeting]:
    """The year's meetings at once, the first one first: all of them, or none. Whoever plans them chairs. [F30]

    `times` are named by the fields they were asked in. Raises PermissionDenied, Refused at the field at fault: a time
    that has been, or the same day twice.
    """
    planned: dict[date, Meeting] = {}
    chair = RoleAssignment.objects.get(pk=by.assignment_id)
    for field, when in sorted(times.items(), key=lambda one: one[1].starts_at):
        day = timezone.localdate(when.starts_at)
        if day in planned:
            raise Refused(_("Samma dag står två gånger."), field=field)
        try:
            planned[day] = plan_meeting(forum, by=by, when=when, chair=chair)
        except Refused as refused:
            raise Refused(str(refused), field=field if refused.field == "day" else refused.field) from None
    return list(planned.values())


def _check(when: When) -> None:
    if when.starts_at <= clock.now():
        raise Refused(_("Mötet måste ligga framåt i tiden."), field="day")
    if when.ends_at <= when.starts_at:
        raise Refused(_("Mötet måste sluta efter att det har börjat."), field="ends")
    refuse_identity(when.theme, field="theme")
    refuse_identity(when.place, field="place")


@transaction.atomic
def move_meeting(meeting: Meeting, *, by: Acting, when: When) -> Meeting:
    """Another time or place. Who was called is told and answers anew; its number stays. [F31]

    Raises WrongState, PermissionDenied, Refused.
    """
    meeting = _changeable(meeting, by)
    _check(when)
    meeting.starts_at, meeting.ends_at = when.starts_at, when.ends_at
    meeting.place, meeting.theme = when.place.strip(), when.theme.strip()
    meeting.sequence += 1
    meeting.save(update_fields=["starts_at", "ends_at", "place", "theme", "sequence"])
    if meeting.status == MeetingStatus.CALLED:
        called = Invitation.objects.filter(meeting=meeting, substitute__isnull=True)
        called.update(reply=Reply.NONE, replied_at=None)
    audit.record("meeting.moved", meeting, by=by)
    tell_called(meeting, by, "meeting_moved")
    return meeting


@transaction.atomic
def appoint(meeting: Meeting, *, by: Acting, chair: RoleAssignment | None, recorder: RoleAssignment | None) -> Meeting:
    """Who chairs and who takes the minutes; both write at the table, of confidential items too. [G-100, G-102]

    Raises WrongState, PermissionDenied.
    """
    meeting = _changeable(meeting, by)
    meeting.chair, meeting.recorder = chair, recorder
    meeting.save(update_fields=["chair", "recorder"])
    audit.record("meeting.appointed", meeting, by=by)
    let_leaders_in(meeting, by=by)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Acting, reason: str) -> Meeting:
    """It will not be held, and why. Who was called is told. [SM-5]

    Raises WrongState, PermissionDenied, Refused without a reason.
    """
    meeting = locked(meeting, states.CANCEL, policies.can_change, by)
    if not reason.strip():
        raise Refused(_("Skriv varför mötet ställs in."), field="reason")
    refuse_identity(reason, field="reason")
    was_called = meeting.status == MeetingStatus.CALLED
    meeting.cancelled_at, meeting.cancel_reason = clock.now(), reason.strip()
    meeting.sequence += 1
    meeting = moved(meeting, states.CANCEL, "meeting.cancelled", by, "cancelled_at", "cancel_reason", "sequence")
    if was_called:
        tell_called(meeting, by, "meeting_cancelled")
    return meeting


def _changeable(meeting: Meeting, by: Acting) -> Meeting:
    meeting = lock(meeting)
    if meeting.status not in states.AHEAD:
        raise WrongState(_("Mötet har redan hållits eller ställts in."))
    require(policies.can_change(by, meeting))
    return meeting


def tell_called(meeting: Meeting, by: Acting, kind: str, only: list[UUID] | None = None) -> None:
    """Tell everybody who is called and has not given the place over, but not the one who does it."""
    if only is None:
        called = Invitation.objects.filter(meeting=meeting, substitute__isnull=True)
        only = [one for one in called.values_list("assignment", flat=True) if one != by.assignment_id]
    notify(kind, to=only, by=by, about_kind="groups.meeting", about_id=meeting.pk)
