"""The verbs of a seat: give it for a term, name who stands in, note the mandate anew, prolong it, end it. [F22, F23]"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import access, audit
from core.access import Acting, require
from core.errors import Refused
from core.people.models import RoleAssignment
from groups import policies as forum_policies
from groups.choices import MandateLevel
from groups.models import Forum, Membership
from groups.seats import policies
from groups.seats.sources import ONE_DAY
from groups.seats.terms import begin, clear_after, close, is_far, is_taken_away, refuse_far, tell


@dataclass(frozen=True)
class Mandate:
    """What the one who sits there may decide for the own principal. [S-23]"""

    level: str = MandateLevel.UNKNOWN
    text: str = ""


@transaction.atomic
def seat_member(
    forum: Forum,
    *,
    by: Acting,
    person: RoleAssignment,
    valid_from: date,
    valid_to: date | None = None,
    seat_label: str = "",
    sole_seat: str = "",
    represents: str = "",
    mandate: Mandate | None = None,
) -> Membership:
    """Give a person, in an assignment, a seat for a term; the person is told. [G-104]

    `sole_seat` names a seat that holds one person.
    Raises PermissionDenied, Refused for days in the wrong order or outside the assignment's, for a person who sits in
    the group then, and for a sole seat that somebody holds then.
    """
    require(forum_policies.can_seat_members(by, forum))
    if valid_from < forum.valid_from:
        raise Refused(_("Gruppen fanns inte den dagen."), field="valid_from")
    if sole_seat and _is_held(forum, sole_seat, valid_from, valid_to):
        raise Refused(
            _("Platsen har redan någon de dagarna. Ange en sista dag för den personen först."), field="valid_from"
        )
    mandate = mandate or Mandate()
    member = Membership(
        region_id=forum.region_id,
        forum=forum,
        assignment=person,
        seat_label=seat_label,
        sole_seat=sole_seat,
        represents=represents.strip(),
        mandate_level=mandate.level,
        mandate_text=mandate.text.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return begin(member, "membership.started", by)


@transaction.atomic
def give_substitute(
    member: Membership,
    *,
    by: Acting,
    person: RoleAssignment,
    valid_from: date,
    valid_to: date | None = None,
    mandate: Mandate | None = None,
) -> Membership:
    """Somebody who stands in for the seat's holder, at the longest as long as the holder sits there. [G-105, F23]

    Raises PermissionDenied, Refused as above, and for a first day when the holder does not sit there.
    """
    member = _open(member, by, policies.can_give_substitute)
    if person.person_id == member.assignment.person_id:
        raise Refused(_("Ersättaren måste vara någon annan."), field="person")
    mandate = mandate or Mandate()
    deputy = Membership(
        region_id=member.region_id,
        forum_id=member.forum_id,
        assignment=person,
        seat_label=member.seat_label,
        is_substitute_for=member,
        mandate_level=mandate.level,
        mandate_text=mandate.text.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return begin(deputy, "membership.substitute_given", by)


@transaction.atomic
def note_mandate(member: Membership, *, by: Acting, from_on: date, mandate: Mandate) -> Membership:
    """Another mandate from a day: the term ends the day before and goes on as one of its own. [S-23]

    Raises PermissionDenied, Refused for a day that is not within the term, after its first.
    """
    member = _open(member, by, policies.can_change)
    if from_on <= member.valid_from:
        raise Refused(_("Välj en dag efter den första dagen på platsen."), field="from_on")
    last = member.valid_to
    if last is not None and from_on > last:
        raise Refused(_("Välj en dag innan tiden på platsen slutar."), field="from_on")
    close(member, from_on - ONE_DAY)
    changes = {"mandate_level": mandate.level, "mandate_text": mandate.text.strip()}
    return begin(_next(member, from_on, last, **changes), "membership.mandate_noted", by)


@transaction.atomic
def renew_membership(member: Membership, *, by: Acting, valid_to: date | None) -> Membership:
    """Another term after the one that has a last day. Raises PermissionDenied, Refused."""
    member = _open(member, by, policies.can_renew)
    if member.valid_to is None:
        raise Refused(_("Tiden på platsen har ingen sista dag."), field="valid_to")
    refuse_far(member.valid_to)
    role_ends = member.assignment.valid_to
    if role_ends is not None and role_ends <= member.valid_to:
        raise Refused(_("Personens roll slutar samma dag eller tidigare. Den måste förlängas först."), field="valid_to")
    return begin(_next(member, member.valid_to + ONE_DAY, valid_to), "membership.renewed", by)


@transaction.atomic
def end_membership(member: Membership, *, by: Acting, on: date) -> Membership:
    """The seat is held to and including the day, and so is the place of whoever stands in. Both are told.

    What the person, or whoever stands in, was to have later is taken away.

    Raises PermissionDenied, also when it is over; Refused when the day is before the first, after the last or far off.
    """
    member = _open(member, by, policies.can_change)
    if on < member.valid_from:
        raise Refused(_("Sista dagen kan inte vara före den första."), field="on")
    if member.valid_to is not None and on > member.valid_to:
        raise Refused(_("Tiden på platsen slutar redan tidigare. Förläng den om den ska fortsätta."), field="on")
    if is_far(on):
        raise Refused(_("Den sista dagen ligger för långt fram."), field="on")
    close(member, on)
    audit.record("membership.ended", member, by=by)
    clear_after(member, on, by)
    tell("seat_ended", member, by)
    return member


@transaction.atomic
def withdraw_membership(member: Membership, *, by: Acting) -> Membership:
    """Take away a term that has not begun, with what was to follow it. The person is told.

    Raises PermissionDenied, also once it has begun; Refused when the person is called to a meeting in its days.
    """
    member = _open(member, by, policies.can_withdraw)
    clear_after(member, member.valid_from - ONE_DAY, by)
    if not is_taken_away(member, by):
        raise Refused(_("Personen är redan kallad till ett möte under den tiden. Ange sista dagen i stället."))
    tell("seat_withdrawn", member, by)
    return member


def _open(member: Membership, by: Acting, may: Any) -> Membership:
    member = access.lock(member)
    require(may(by, member))
    return member


def _next(member: Membership, valid_from: date, valid_to: date | None, **changes: str) -> Membership:
    """The following term of the same person in the same seat."""
    kept = ("region_id", "forum_id", "assignment_id", "is_substitute_for_id", "seat_label", "sole_seat", "represents",
            "mandate_level", "mandate_text")  # fmt: skip
    values = {name: getattr(member, name) for name in kept} | changes
    return Membership(**values, valid_from=valid_from, valid_to=valid_to)


def _is_held(forum: Forum, sole_seat: str, first: date, last: date | None) -> bool:
    held = Membership.objects.filter(forum=forum, sole_seat=sole_seat).exclude(valid_to__lt=first)
    return (held.filter(valid_from__lte=last) if last else held).exists()
