"""A term of a seat: how it begins, gets its last day, or is taken away before it has begun. [F22, F23]"""

from datetime import date, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting
from core.errors import Refused
from core.notices import notify
from core.people.models import RoleAssignment
from core.textguard import refuse_identity
from groups.models import Membership
from groups.seats.sources import ONE_DAY

# [default] Nobody is appointed for longer: a last day beyond it is a slip, or means until further notice.
FURTHEST = timedelta(days=50 * 365)


def is_far(day: date | None) -> bool:
    return day is not None and day > clock.today() + FURTHEST


def begin(member: Membership, act: str, by: Acting) -> Membership:
    """Kept, logged and told; the database refuses what overlaps. Raises Refused."""
    refuse_identity(member.represents, field="represents")
    refuse_identity(member.mandate_text, field="mandate_text")
    refuse_far(member.valid_to)
    _keep_to_the_holder(member)
    if member.valid_to is not None and member.valid_to < member.valid_from:
        raise Refused(_("Sista dagen kan inte vara före den första."), field="valid_to")
    if not _holds(member.assignment, member.valid_from):
        raise Refused(_("Personens roll gäller inte den dagen. Välj en dag då den gäller."), field="valid_from")
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as fault:
        raise _overlap(fault) from None
    audit.record(act, member, by=by)
    tell("seat_given", member, by)
    return member


def refuse_far(last: date | None) -> None:
    if is_far(last):
        raise Refused(
            _("Den sista dagen ligger för långt fram. Lämna tomt om det gäller tills vidare."), field="valid_to"
        )


def _keep_to_the_holder(deputy: Membership) -> None:
    """Whoever stands in comes after the holder and leaves with the holder."""
    if deputy.is_substitute_for is None:
        return
    first, last = _unbroken(deputy.is_substitute_for)
    if deputy.valid_from < first:
        raise Refused(_("Ersättaren kan inte börja före ledamoten."), field="valid_from")
    if last is None:
        return
    if deputy.valid_from > last:
        raise Refused(_("Ledamoten har inte kvar platsen den dagen. Välj en tidigare dag."), field="valid_from")
    deputy.valid_to = last if deputy.valid_to is None else min(deputy.valid_to, last)


def _unbroken(term: Membership) -> tuple[date, date | None]:
    """First and last day of the time without a gap that the term is a part of."""
    first, last = term.valid_from, term.valid_to
    terms = list(_terms_like(term).order_by("valid_from"))
    for one in terms:
        if one.valid_from - ONE_DAY == last:
            last = one.valid_to
    for one in reversed(terms):
        if one.valid_to == first - ONE_DAY:
            first = one.valid_from
    return first, last


def _terms_like(term: Membership) -> QuerySet[Membership]:
    """The person's terms in the group: as one who holds a seat, or as one who stands in."""
    is_holder = term.is_substitute_for_id is None
    return Membership.objects.filter(
        forum=term.forum_id, assignment=term.assignment_id, is_substitute_for__isnull=is_holder
    )


def _holds(assignment: RoleAssignment, day: date) -> bool:
    return assignment.valid_from <= day and (assignment.valid_to is None or day <= assignment.valid_to)


def _overlap(fault: IntegrityError) -> Refused:
    if fault.__cause__.diag.constraint_name == "one_in_a_sole_seat":  # type: ignore[union-attr]
        return Refused(_("Någon annan har platsen de dagarna."), field="valid_to")
    return Refused(_("Personen har redan en plats i gruppen de dagarna."), field="person")


def close(member: Membership, on: date) -> None:
    member.valid_to = on
    member.save(update_fields=["valid_to"])


def clear_after(member: Membership, on: date, by: Acting) -> None:
    """Whoever stands in leaves on the day, and what was to begin after it is taken away: substitutes first."""
    if member.is_substitute_for_id is None:
        deputies = Membership.objects.filter(
            forum=member.forum_id, is_substitute_for__assignment=member.assignment_id
        ).exclude(valid_to__lt=clock.today())  # what is over stays as it was
        for deputy in deputies.exclude(valid_to__lte=on):
            leave(deputy, on, by)
    for term in _terms_like(member).filter(valid_from__gt=on).exclude(pk=member.pk):
        _leave(term, on, by)


def leave(term: Membership, on: date, by: Acting) -> None:
    """Ended on the day or taken away, and told."""
    tell(_leave(term, on, by), term, by)


def _leave(term: Membership, on: date, by: Acting) -> str:
    """Ended on the day, or taken away; what could be neither has its first day alone. The notice that says which."""
    if term.valid_from > on and is_taken_away(term, by):
        return "seat_withdrawn"
    close(term, max(on, term.valid_from))
    audit.record("membership.ended", term, by=by)
    return "seat_ended"


def is_taken_away(term: Membership, by: Acting) -> bool:
    """Gone and logged, if it has not begun and nothing hangs on it, such as a call to a meeting."""
    try:
        with transaction.atomic():
            gone, _kinds = Membership.objects.filter(pk=term.pk, valid_from__gt=clock.today()).delete()
            connection.check_constraints()  # also of calls that whoever acts does not see
    except IntegrityError:
        return False
    if gone:
        audit.record("membership.withdrawn", term, by=by)
    return bool(gone)


def tell(kind: str, member: Membership, by: Acting) -> None:
    if member.assignment_id != by.assignment_id:
        notify(kind, to=[member.assignment_id], by=by, about_kind="groups.forum", about_id=member.forum_id)
