"""Whether the right parties and mandates are there: before the call, and at the table for a decision. [S-19..S-23]"""

from dataclasses import dataclass

from django.db.models import Q

from core.ui.said import said
from groups.choices import MandateLevel
from groups.composition import Seat, members_of, seats_of
from groups.meetings.called import Attendance, Reply
from groups.meetings.models import Invitation, Meeting
from groups.models import Membership

CANNOT_DECIDE = frozenset({MandateLevel.UNKNOWN, MandateLevel.NONE})


@dataclass(frozen=True)
class Lacking:
    """Seats that have nobody, and members of whom no mandate to decide is noted."""

    seats: tuple[str, ...]
    without_mandate: tuple[Membership, ...]

    def __bool__(self) -> bool:
        return bool(self.seats or self.without_mandate)


def lacking_before(meeting: Meeting) -> Lacking:
    """Of the members of the meeting's day, before anybody has answered. [F24, S-19]"""
    on = meeting.starts_at.date()
    members = members_of(meeting.forum, on)
    seats = seats_of(meeting.forum, on, members)
    sitting = [one for one in members if not one.is_substitute_for_id]
    return Lacking(
        tuple(_said(seat) for seat in seats if seat.missing),
        tuple(one for one in sitting if one.mandate_level in CANNOT_DECIDE),
    )


def lacking_at(meeting: Meeting) -> list[str]:
    """The seats asked for that had nobody at the table: absent or said no, without a substitute. [003:L1782-1784]"""
    on = meeting.starts_at.date()
    gone = set(
        Invitation.objects.filter(meeting=meeting, substitute__isnull=True)
        .filter(_away())
        .values_list("membership", flat=True)
    )
    there = [one for one in members_of(meeting.forum, on) if one.pk not in gone]
    return [_said(seat) for seat in seats_of(meeting.forum, on, there) if seat.missing]


def _away() -> Q:
    return Q(attendance=Attendance.ABSENT) | Q(attendance=Attendance.UNKNOWN, reply=Reply.NO)


def _said(seat: Seat) -> str:
    return f"{said(seat.label)}, {seat.of}" if seat.of else said(seat.label)
