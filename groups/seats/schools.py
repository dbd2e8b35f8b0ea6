"""Invite an independent school to a group, note what it answers and who speaks for it. [S-16, F27, F28]"""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.errors import Refused
from core.organisations.models import Principal
from core.people.models import RoleAssignment
from groups.models import Forum, SchoolContact
from groups.seats import policies
from groups.seats.models import ANSWERS, Contact


@transaction.atomic
def invite_school(forum: Forum, *, by: Acting, school: Principal, on: date) -> SchoolContact:
    """The school was invited that day; as often as it is done. Raises PermissionDenied, Refused. [000:L544-546]"""
    require(policies.can_note_schools(by, forum))
    _must_be_near(forum, school)
    return _noted(forum, school, Contact.INVITED, on, by)


@transaction.atomic
def note_answer(
    forum: Forum, *, by: Acting, school: Principal, answer: str, on: date, represented_by: RoleAssignment | None = None
) -> SchoolContact:
    """What the school answered, or answers now: the earlier answer stays in its place.

    Raises PermissionDenied, Refused for a school that is not invited, and without somebody who speaks for it.
    """
    require(policies.can_note_schools(by, forum))
    if answer not in ANSWERS:
        raise Refused(_("Välj vad skolan har svarat."), field="answer")
    last = contacts_of(forum).filter(principal=school).last()
    if last is None:
        raise Refused(_("Skolan är inte inbjuden än. Bjud in den först."), field="school")
    if on < last.on:
        raise Refused(_("Svaret kan inte vara äldre än det som redan är noterat."), field="on")
    if answer != Contact.REPRESENTED:
        return _noted(forum, school, answer, on, by)
    if (
        represented_by is None
        or not policies.representatives_of(forum, clock.today()).filter(pk=represented_by.pk).exists()
    ):
        raise Refused(_("Välj den i gruppen som företräder skolan."), field="represented_by")
    return _noted(forum, school, answer, on, by, represented_by)


def contacts_of(forum: Forum) -> QuerySet[SchoolContact]:
    """What has been said with the schools, in its order."""
    found = SchoolContact.objects.filter(region_id=forum.region_id, forum=forum)
    return found.select_related("principal", "represented_by__person", "represented_by__unit").order_by(
        "on", "created_at", "id"
    )


def _must_be_near(forum: Forum, school: Principal) -> None:
    if not policies.schools_of(forum, clock.today()).filter(pk=school.pk).exists():
        raise Refused(_("Välj en fristående skola i området."), field="school")


def _noted(
    forum: Forum, school: Principal, kind: str, on: date, by: Acting, represented_by: RoleAssignment | None = None
) -> SchoolContact:
    if on > clock.today():
        raise Refused(_("Dagen har inte varit än."), field="on")
    made = SchoolContact(
        region_id=forum.region_id,
        forum=forum,
        principal=school,
        kind=kind,
        on=on,
        represented_by=represented_by,
        noted_by_id=by.assignment_id,
    )
    made.save(force_insert=True)
    audit.record(f"school.{kind}", made, by=by)
    return made
