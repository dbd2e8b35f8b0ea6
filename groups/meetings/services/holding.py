"""Note who came; hand the minutes in, back, approve them; set them right by an addendum. [F33, F34, SM-5]"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.people.models import RoleAssignment
from core.textguard import refuse_identity
from groups.evaluation.services import ask_present
from groups.frequency.counting import count_meeting
from groups.interests.page import lacking_words
from groups.interests.policies import is_required, lacking_in
from groups.meetings import policies, states
from groups.meetings.called import note_attendance
from groups.meetings.models import Addendum, AgendaItem, Approval, Invitation, Meeting
from groups.meetings.services.passing_on import ask_members
from groups.meetings.services.planning import tell_called
from groups.meetings.states import ItemOutcome


@transaction.atomic
def hold_meeting(meeting: Meeting, *, by: Acting, attendance: Mapping[UUID, str]) -> Meeting:
    """It has been held: who came, by invitation. A place given over is noted by itself. [003:L1782-1784]

    It counts in the term and the year of its day, and those who were there are asked how it was. [S-60..S-65, F37]

    Raises WrongState, PermissionDenied, Refused when somebody is not noted.
    """
    meeting = locked(meeting, states.HOLD, policies.can_hold, by)
    note_attendance(Invitation.objects.filter(meeting=meeting), attendance)
    day = meeting.held_on = timezone.localdate(meeting.starts_at)
    meeting = moved(meeting, states.HOLD, "meeting.held", by, "held_on")
    count_meeting(meeting, day, by=by)
    ask_present(meeting, by=by)
    return meeting


@transaction.atomic
def hand_in(meeting: Meeting, *, by: Acting, approvers: Iterable[RoleAssignment]) -> Meeting:
    """The minutes are complete and go to those who approve them. [S-22, S-69]

    Raises WrongState, PermissionDenied, Refused while an item has no outcome, nobody is to approve, or a decision that
    concerns children lacks what the region requires.
    """
    meeting = locked(meeting, states.HAND_IN, policies.can_hand_in, by)
    open_items = AgendaItem.objects.filter(meeting=meeting, outcome=ItemOutcome.NONE).standing()
    if titles := list(open_items.values_list("title", flat=True)):
        raise Refused(_("De här punkterna är inte avslutade: %(titles)s.") % {"titles": ", ".join(titles)})
    if _has_open_items(meeting):
        raise Refused(
            _("En punkt som du inte får se är inte avslutad. Den som får se punkten måste avsluta den först.")
        )
    if is_required(meeting) and (words := lacking_words(lacking_in(meeting))):
        raise Refused(words)
    wanted = {one.pk for one in approvers}
    if not wanted:
        raise Refused(_("Välj minst en som justerar protokollet."), field="approvers")
    _appoint(meeting, wanted)
    meeting = moved(meeting, states.HAND_IN, "forum_minutes.handed_in", by)
    tell_called(meeting, by, "minutes_ready", only=sorted(wanted, key=str))
    return meeting


def _has_open_items(meeting: Meeting) -> bool:
    """Also of those that are confidential and closed to whoever asks; the database tells nothing more of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.open_item_count(%s) > 0", [meeting.pk])
        return cursor.fetchone()[0]


def _appoint(meeting: Meeting, wanted: set[UUID]) -> None:
    """Those and no others; who was released before is appointed anew."""
    known = {one.assignment_id: one for one in Approval.objects.filter(meeting=meeting)}
    for person, row in known.items():
        row.released_at, row.approved_at = (None if person in wanted else clock.now()), None
    Approval.objects.bulk_update(known.values(), ["released_at", "approved_at"])
    Approval.objects.bulk_create(
        Approval(region_id=meeting.region_id, forum_id=meeting.forum_id, meeting=meeting, assignment_id=person)
        for person in sorted(wanted - known.keys(), key=str)
    )


@transaction.atomic
def hand_back(meeting: Meeting, *, by: Acting) -> Meeting:
    """A fault was found: the minutes are written on, and approved by all anew. Raises WrongState, PermissionDenied."""
    meeting = locked(meeting, states.HAND_BACK, policies.can_hand_back, by)
    Approval.objects.filter(meeting=meeting).update(approved_at=None)
    meeting = moved(meeting, states.HAND_BACK, "forum_minutes.handed_back", by)
    written = (meeting.recorder_id, meeting.chair_id, meeting.called_by_id)
    writers = {one for one in written if one and one != by.assignment_id}
    tell_called(meeting, by, "minutes_handed_back", only=sorted(writers, key=str))
    return meeting


@transaction.atomic
def approve(meeting: Meeting, *, by: Acting) -> Meeting:
    """One approval; with the last of them the minutes are locked by the database, and everybody called is told.

    Raises WrongState, PermissionDenied. [001:L325-327]
    """
    meeting = locked(meeting, states.APPROVE, policies.can_approve, by)
    mine = policies.own_approval(by, meeting)
    require(mine is not None)
    Approval.objects.filter(pk=mine.pk).update(approved_at=clock.now())  # type: ignore[union-attr]
    audit.record("forum_minutes.approved", meeting, by=by)
    if Approval.objects.filter(meeting=meeting, approved_at__isnull=True, released_at__isnull=True).exists():
        return meeting
    meeting.approved_at = clock.now()
    meeting = moved(meeting, states.APPROVE, "forum_minutes.locked", by, "approved_at")
    ask_members(meeting, by=by)
    tell_called(meeting, by, "minutes_approved")
    return meeting


@transaction.atomic
def add_addendum(meeting: Meeting, *, by: Acting, text: str) -> Addendum:
    """What is set right in locked minutes; the text itself stays. Raises WrongState, PermissionDenied, Refused."""
    meeting = lock(meeting)
    require(policies.can_add(by, meeting))
    if not text.strip():
        raise Refused(_("Skriv vad som rättas."), field="text")
    refuse_identity(text, field="text")
    added = Addendum(
        region_id=meeting.region_id,
        forum_id=meeting.forum_id,
        meeting=meeting,
        text=text.strip(),
        written_by_id=by.assignment_id,
    )
    added.save(force_insert=True)
    audit.record("forum_minutes.added_to", meeting, by=by)
    return added
