"""Call the members, co-opt others, take the answers; who comes instead. [F23, F26, F31, S-68]"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.errors import Refused, WrongState
from core.notices import notify
from core.people.models import RoleAssignment
from groups.composition import members_of
from groups.meetings import policies, states
from groups.meetings.called import Reply
from groups.meetings.models import AgendaItem, Invitation, Meeting
from groups.meetings.services.agenda import bring_forward, open_item
from groups.meetings.services.planning import tell_called
from groups.meetings.states import MeetingStatus, Place


@dataclass(frozen=True)
class CoOpted:
    """Somebody without a seat, called to the whole meeting or to one item. [G-106]"""

    person: RoleAssignment
    item: AgendaItem | None = None


@transaction.atomic
def call_meeting(meeting: Meeting, *, by: Acting, co_opted: Iterable[CoOpted] = ()) -> Meeting:
    """Call every member of the day, and those who are co-opted; what earlier meetings left comes on the agenda. [S-68]

    Raises WrongState, PermissionDenied, Refused for a meeting that has begun, without a place or an agenda.
    """
    meeting = locked(meeting, states.CALL, policies.can_call, by)
    if meeting.starts_at <= clock.now():
        raise Refused(_("Mötet har redan börjat. Flytta det framåt i tiden först."))
    if not meeting.place:
        raise Refused(_("Skriv var mötet hålls innan kallelsen går ut."))
    bring_forward(meeting, by=by)
    if not AgendaItem.objects.filter(meeting=meeting).standing().exists():
        raise Refused(_("Lägg minst en punkt på dagordningen innan kallelsen går ut."))
    meeting.called_at, meeting.called_by_id = clock.now(), by.assignment_id
    meeting = moved(meeting, states.CALL, "meeting.called", by, "called_at", "called_by")
    _call(meeting, [*_seats(meeting), *_extra(meeting, co_opted)])
    tell_called(meeting, by, "meeting_called")
    return meeting


@transaction.atomic
def co_opt(meeting: Meeting, *, by: Acting, person: RoleAssignment, item: AgendaItem | None = None) -> Invitation:
    """Call one more to a meeting that is called already. [F26]

    Raises WrongState, PermissionDenied, Refused for somebody who is called already.
    """
    meeting = lock(meeting)
    if meeting.status != MeetingStatus.CALLED:
        raise WrongState(_("Mötet är inte kallat, eller har redan hållits."))
    require(policies.can_change(by, meeting))
    if item is not None:
        item, _meeting = open_item(item, by)
    if Invitation.objects.filter(meeting=meeting, assignment=person).exists():
        raise Refused(_("%(name)s är redan kallad.") % {"name": person.person}, field="person")
    (made,) = _call(meeting, _extra(meeting, [CoOpted(person, item)]))
    audit.record("meeting.co_opted", meeting, by=by)
    tell_called(meeting, by, "meeting_called", only=[person.pk])
    return made


@transaction.atomic
def answer_invitation(
    invitation: Invitation, *, by: Acting, reply: str, substitute: RoleAssignment | None = None
) -> Invitation:
    """Come, not come, or name who comes instead: a substitute is called at once. [F23]

    Raises WrongState once the meeting is held, PermissionDenied, Refused without a substitute to name.
    """
    invitation = lock(invitation)
    meeting = Meeting.objects.get(pk=invitation.meeting_id)
    if meeting.status != MeetingStatus.CALLED:
        raise WrongState(_("Mötet har redan hållits eller ställts in."))
    require(policies.can_reply(by, invitation))
    if reply not in {Reply.YES, Reply.NO, Reply.SUBSTITUTE}:
        raise Refused(_("Välj om du kommer."), field="reply")
    if reply == Reply.SUBSTITUTE:
        _check_substitute(invitation, substitute)
    invitation.reply, invitation.replied_at = reply, clock.now()
    invitation.save(update_fields=["reply", "replied_at"])
    audit.record("meeting.answered", invitation, by=by, reason=reply)
    if reply == Reply.SUBSTITUTE and substitute is not None:
        instead = _invitation(meeting, substitute, Place.SUBSTITUTE, membership_id=invitation.membership_id)
        instead.replaces = invitation
        instead.save(force_insert=True)
        tell_called(meeting, by, "meeting_called", only=[substitute.pk])
    if meeting.called_by_id and meeting.called_by_id != by.assignment_id:
        notify("meeting_answered", to=[meeting.called_by_id], by=by, about_kind="groups.meeting", about_id=meeting.pk)
    return invitation


def _check_substitute(invitation: Invitation, substitute: RoleAssignment | None) -> None:
    possible = policies.possible_substitutes(invitation)
    if substitute is None or not possible.filter(pk=substitute.pk).exists():
        raise Refused(_("Välj vem som kommer i stället."), field="substitute")


def _seats(meeting: Meeting) -> list[Invitation]:
    """The members of the meeting's own day; a substitute is called by the one who cannot come."""
    members = members_of(meeting.forum, timezone.localdate(meeting.starts_at))
    return [
        _invitation(meeting, member.assignment, Place.MEMBER, membership_id=member.pk)
        for member in members
        if not member.is_substitute_for_id
    ]


def _extra(meeting: Meeting, co_opted: Iterable[CoOpted]) -> list[Invitation]:
    return [_invitation(meeting, one.person, Place.CO_OPTED, item=one.item) for one in co_opted]


def _invitation(meeting: Meeting, person: RoleAssignment, place: str, **more: Any) -> Invitation:
    return Invitation(
        region_id=meeting.region_id, forum_id=meeting.forum_id, meeting=meeting, assignment=person, place=place, **more
    )


def _call(meeting: Meeting, wanted: list[Invitation]) -> list[Invitation]:
    """Each once; the first place counts."""
    first = {one.assignment_id: one for one in reversed(wanted)}
    if meeting.called_by_id in first:  # who calls comes, and says otherwise like anybody else
        first[meeting.called_by_id].reply, first[meeting.called_by_id].replied_at = Reply.YES, meeting.called_at
    return Invitation.objects.bulk_create(first.values())
