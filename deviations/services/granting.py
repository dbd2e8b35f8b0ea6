"""Explicit leave to read one report: who, what, why, until. [issue 2:3, security 1]"""

from datetime import date

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.translation import gettext as _

from core import access, audit, clock
from core.access import Acting, require
from core.errors import Refused
from core.notices import notify
from core.people.models import RoleAssignment
from core.people.policies import assignment_of
from core.workdays import end_of_day
from deviations import policies
from deviations.models import DeviationReport, DeviationReportGrant
from deviations.services.moves import ABOUT

LONGEST_DAYS = 90


@transaction.atomic
def grant(report: DeviationReport, *, by: Acting, to: RoleAssignment, reason: str, until: date) -> DeviationReportGrant:
    """Let one person read one report until the end of a day, at most ninety days away.

    Raises PermissionDenied; Refused for oneself, somebody without an account, no reason or a day out of bounds.
    """
    report = access.lock(report)
    require(policies.can_grant(by, report))
    _refuse_impossible(by, to, reason, until)
    what = {"content_object": report, "user": to.user, "permission": _permission()}
    row = DeviationReportGrant.objects.filter(**what).first() or DeviationReportGrant(
        region_id=report.region_id, **what
    )
    if row.valid_until and row.valid_until > clock.now():
        raise Refused(_("Personen får redan läsa anmälan."), field="to")
    row.giver_id, row.reason = assignment_of(by), reason.strip()
    row.valid_from, row.valid_until = clock.now(), end_of_day(until)
    row.save()
    audit.record("deviation.leave_given", report, by=by)
    notify("deviation_readable", to=[to], by=by, about_kind=ABOUT, about_id=report.pk)
    return row


def person_with(email: str, *, by: Acting) -> RoleAssignment:
    """Somebody in the region with an account, found by the address at work. Raises Refused."""
    found = RoleAssignment.objects.live(clock.today()).filter(region_id=by.region_id, user__isnull=False)
    assignment = found.filter(person__email__iexact=email).order_by("valid_from", "id").first()
    if assignment is None:
        raise Refused(_("Ingen i regionen har ett konto med den adressen."), field="to")
    return assignment


@transaction.atomic
def end_grant(given: DeviationReportGrant, *, by: Acting) -> DeviationReportGrant:
    """Take the leave back at once. Raises PermissionDenied for anybody but the officer who gave it."""
    given = access.lock(given)
    require(policies.can_grant(by, given.content_object))
    now = clock.now()
    if given.valid_until > now > given.valid_from:
        given.valid_until = now
        given.save(update_fields=["valid_until"])
    audit.record("deviation.leave_ended", given.content_object, by=by)
    return given


def _refuse_impossible(by: Acting, to: RoleAssignment, reason: str, until: date) -> None:
    today = clock.today()
    if to.user_id is None:
        raise Refused(_("Personen har inget konto i portalen."), field="to")
    if to.user_id == by.user_id:
        raise Refused(_("Du kan inte ge dig själv läsrätt."), field="to")
    if not reason.strip():
        raise Refused(_("Skriv varför personen behöver läsa anmälan."), field="reason")
    if until < today:
        raise Refused(_("Sista dagen kan inte ha varit."), field="until")
    if (until - today).days > LONGEST_DAYS:
        raise Refused(_("Läsrätten får gälla i högst %(n)d dagar.") % {"n": LONGEST_DAYS}, field="until")


def _permission() -> Permission:
    return Permission.objects.get(codename=policies.READ, content_type__app_label="deviations")
