"""Explicit leave to read a follow-up before it is sent on: who, why, until when. [security 1]"""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from core.notices import notify
from core.people.models import RoleAssignment
from core.workdays import end_of_day
from followup import policies
from followup.models import AnnualFollowUp, AnnualFollowUpGrant
from followup.services import ABOUT

LONGEST_DAYS = 90


@transaction.atomic
def grant(
    follow_up: AnnualFollowUp, *, by: Acting, to: RoleAssignment, reason: str, until: date
) -> AnnualFollowUpGrant:
    """Let one person read the draft until the end of a day, at most ninety days away.

    Raises PermissionDenied; Refused for oneself, somebody without an account, no reason or a day out of bounds.
    """
    follow_up = lock(follow_up)
    require(policies.can_give_leave(by, follow_up))
    reader = _reader(by, to)
    _refuse_impossible(reason, until)
    permission = _permission()
    found = AnnualFollowUpGrant.objects.filter(content_object=follow_up, user_id=reader, permission=permission)
    row = found.first() or AnnualFollowUpGrant(
        region_id=follow_up.region_id, content_object=follow_up, user_id=reader, permission=permission
    )
    row.giver_id, row.reason = by.assignment_id, reason.strip()
    row.valid_from, row.valid_until = clock.now(), end_of_day(until)
    row.save()
    audit.record("follow_up.leave_given", follow_up, by=by)
    notify("follow_up_readable", to=[to], by=by, about_kind=ABOUT, about_id=follow_up.pk)
    return row


@transaction.atomic
def end_grant(given: AnnualFollowUpGrant, *, by: Acting) -> AnnualFollowUpGrant:
    """Take the leave back at once. Raises PermissionDenied for anybody but the group's leader."""
    given = lock(given)
    require(policies.leads(by, given.content_object.area_id))
    now = clock.now()
    if given.valid_until > now > given.valid_from:
        given.valid_until = now
        given.save(update_fields=["valid_until"])
        audit.record("follow_up.leave_ended", given.content_object, by=by)
    return given


def _reader(by: Acting, to: RoleAssignment) -> UUID:
    """Whose account it is. Raises Refused for oneself and for somebody without one."""
    if to.user_id is None:
        raise Refused(_("Personen har inget konto i portalen."), field="to")
    if to.user_id == by.user_id:
        raise Refused(_("Du kan inte ge dig själv läsrätt."), field="to")
    return to.user_id


def _refuse_impossible(reason: str, until: date) -> None:
    today = clock.today()
    if not reason.strip():
        raise Refused(_("Skriv varför personen behöver läsa uppföljningen."), field="reason")
    if until < today:
        raise Refused(_("Sista dagen kan inte ha varit."), field="until")
    if (until - today).days > LONGEST_DAYS:
        raise Refused(_("Läsrätten får gälla i högst %(n)d dagar.") % {"n": LONGEST_DAYS}, field="until")


def _permission() -> Permission:
    return Permission.objects.get(codename=policies.READ, content_type__app_label="followup")
