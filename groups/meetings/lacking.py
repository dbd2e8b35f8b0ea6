"""Whether the right parties and mandates are there: before the call, and at the table for a decision. [S-19..S-23]"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from core.people.models import RoleAssignment
from core.ui.said import said
from groups.choices import MandateLevel
from groups.composition import Seat, members_of, seats_of
from groups.meetings.called import Attendance, Reply
from groups.meetings.models import Invitation, Meeting
from groups.models import Membership


@dataclass(frozen=True)
class Short:
    """A member who may decide less than the seat asks for. `asked`, in words, is empty where no seat asks."""

    member: Membership
    asked: str

    @property
    def has(self) -> str:
        return str(self.member.get_mandate_level_display())


@dataclass(frozen=True)
class Lacking:
    """Seats that have nobody, and members whose mandate is too small."""

    seats: tuple[str, ...]
    short: tuple[Short, ...]

    def __bool__(self) -> bool:
        return bool(self.seats or self.short)


def lacking_before(meeting: Meeting) -> Lacking:
    """Of the members of the meeting's day, before anybody has answered. [F24, S-19]"""
    on = timezone.localdate(meeting.starts_at)
    members = members_of(meeting.forum, on)
    seats = seats_of(meeting.forum, on, members)
    return Lacking(tuple(seat_name(seat) for seat in seats if seat.missing), tuple(short_of_mandate(seats, members)))


def short_of_mandate(seats: Iterable[Seat], members: Iterable[Membership]) -> list[Short]:
    """Whoever sits in a seat and may decide less than it asks for; without such a seat, whoever may decide nothing."""
    seat_of = {member.pk: seat for seat in seats for member in seat.members}
    found = []
    for member in members:
        if member.is_substitute_for_id:
            continue
        seat = seat_of.get(member.pk)
        if seat is not None and seat.is_short(member.mandate_level):
            found.append(Short(member, mandate_asked(seat.mandate)))
        elif seat is None and member.mandate_level in (MandateLevel.UNKNOWN, MandateLevel.NONE):
            found.append(Short(member, ""))
    return found


def mandate_asked(level: str) -> str:
    """What is lacking, beside the mandate that is noted."""
    label = str(MandateLevel(level).label)
    return _("Platsen kräver någon som %(decides)s") % {"decides": label[:1].lower() + label[1:]}


def lacking_at(meeting: Meeting) -> list[str]:
    """The seats asked for that had nobody with a mandate at the table, with or without a substitute. [003:L1782-1784]

    A seat whose people were there, and may decide less than it asks for, is said as that.
    """
    on = timezone.localdate(meeting.starts_at)
    members = members_of(meeting.forum, on)
    away, instead = _table(meeting)
    there = [one for one in members if one.assignment_id not in away or one.assignment_id in instead]
    levels = {one.assignment_id: one.mandate_level for one in members}
    return lacking_names(seats_of(meeting.forum, on, there), lambda one: _level(one, instead, levels))


def lacking_names(seats: Iterable[Seat], level: Callable[[Membership], str]) -> list[str]:
    """The seats that lack people, and those whose people may decide less than the seat asks for; `level` says what."""
    found = []
    for seat in seats:
        able = sum(not seat.is_short(level(one)) for one in seat.members)
        if seat.missing:
            found.append(seat_name(seat))
        elif able < seat.minimum:
            found.append(_("%(seat)s (mandat att besluta)") % {"seat": seat_name(seat)})
    return found


def _table(meeting: Meeting) -> tuple[set, dict]:
    """The assignments that are not at the table themselves; and for each of them the one who came instead.

    A place given over is given over again by whoever took it: the last of them is the one who comes.
    """
    called = list(Invitation.objects.filter(meeting=meeting).select_related("assignment"))
    away = {one.assignment_id for one in called if _is_gone(one) or one.reply == Reply.SUBSTITUTE}
    taken_over = {one.replaces_id: one for one in called if one.replaces_id}
    lasts = ((one, _last(taken_over[one.pk], taken_over)) for one in called if one.pk in taken_over)
    return away, {one.assignment_id: last.assignment for one, last in lasts if not _is_gone(last)}


def _last(called: Invitation, taken_over: dict) -> Invitation:
    while called.pk in taken_over:
        called = taken_over[called.pk]
    return called


def _is_gone(called: Invitation) -> bool:
    if called.attendance == Attendance.UNKNOWN:
        return called.reply == Reply.NO
    return called.attendance == Attendance.ABSENT


def _level(member: Membership, instead: dict, levels: dict) -> str:
    """What the one at the table may decide: the member, or whoever came instead."""
    other: RoleAssignment | None = instead.get(member.assignment_id)
    if other is None:
        return member.mandate_level
    known = levels.get(other.pk, MandateLevel.UNKNOWN)
    return MandateLevel.UNIT if known == MandateLevel.UNKNOWN and other.has_mandate else known


def seat_name(seat: Seat) -> str:
    return f"{said(seat.label)}, {seat.of}" if seat.of else said(seat.label)
