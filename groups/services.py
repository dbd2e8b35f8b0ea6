"""The verbs: give somebody a seat in a forum, end it."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import access, audit
from core.access import Acting, require
from core.errors import Refused
from core.people.models import RoleAssignment
from groups import policies
from groups.choices import MandateLevel
from groups.models import Forum, Membership


@transaction.atomic
def seat_member(
    forum: Forum,
    assignment: RoleAssignment,
    *,
    by: Acting,
    valid_from: date,
    seat_label: str = "",
    represents: str = "",
    substitute_for: Membership | None = None,
    mandate_level: str = MandateLevel.UNKNOWN,
    mandate_text: str = "",
) -> Membership:
    """Give an assignment a seat, or a substitute's place, from a day. [G-104, G-105]

    Raises Refused when the assignment already sits in the forum then, or the substitute's seat is in another forum.
    """
    require(policies.can_seat_members(by, forum))
    if substitute_for is not None and substitute_for.forum_id != forum.pk:
        raise Refused(_("Ersättaren måste sitta i samma grupp som den som ersätts."), field="substitute_for")
    member = Membership(
        region_id=forum.region_id,
        forum=forum,
        assignment=assignment,
        seat_label=seat_label,
        represents=represents,
        is_substitute_for=substitute_for,
        mandate_level=mandate_level,
        mandate_text=mandate_text,
        valid_from=valid_from,
    )
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Personen har redan en plats i gruppen den dagen."), field="assignment") from None
    audit.record("membership.started", member, by=by)
    return member


@transaction.atomic
def end_membership(member: Membership, *, by: Acting, on: date) -> Membership:
    """The seat is held to and including the day. Raises Refused when the day is before the first."""
    member = access.lock(member)
    require(policies.can_seat_members(by, member.forum))
    if on < member.valid_from:
        raise Refused(_("Sista dagen kan inte vara före den första."), field="on")

    member.valid_to = on
    member.save(update_fields=["valid_to"])
    audit.record("membership.ended", member, by=by)
    return member
