"""A value of a profile key, an area's own or the whole region's: one proposes, another decides. [F2, security 2]"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.errors import Refused
from core.organisations import overrides, policies, states
from core.organisations.administration import fitting
from core.organisations.models import Area, ProfileOverride
from core.regions import cache, laws
from core.regions.profile import profile_of
from core.ui import dates

# What rows are made of once, on the day: nothing takes them over on a later one.
AT_ONCE = frozenset({"seat_requirements", "required_seat_severity", "minutes_templates"})
LAWS = "legal_references"


@transaction.atomic
def propose_override(
    area: Area | None, *, key: str, value: Any, valid_from: date, valid_to: date | None, reason: str, by: Acting
) -> ProfileOverride:
    """Ask for another value from a day, in the area or (no area) the whole region.

    Nothing changes before another administrator has decided.
    Raises PermissionDenied, and Refused for a stale login, a value that does not fit or impossible days.
    """
    region_id = policies.administered(by)
    area = area and policies.visible_areas(by).get(pk=area.pk)
    require_fresh(by)
    _require_days(area, key, valid_from, valid_to)
    fitting.require(region_id, area, key, value, valid_from)
    override = ProfileOverride(
        region_id=region_id,
        area=area,
        key=key,
        value=value,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason,
        proposed_user=by.user_id,
        proposed_person=by.person_id,
        proposed_by=by.assignment_id,
        proposed_name=by.person_name,
    )
    override.save()
    audit.record("override.proposed", override, by=by, reason=key)
    return override


@transaction.atomic
def approve_override(override: ProfileOverride, *, by: Acting) -> ProfileOverride:
    """The second administrator says yes: the value holds from its day, from today when that day has passed.

    Raises WrongState, PermissionDenied, and Refused for a stale login, a value that no longer fits, an end that has
    passed, or a later value that is decided already.
    """
    override = lock(override)
    states.APPROVE.guard(override)
    require(policies.can_approve_override(by, override))
    require_fresh(by)
    override.valid_from = max(override.valid_from, clock.today())
    _require_days(override.area, override.key, override.valid_from, override.valid_to)
    fitting.require(override.region_id, override.area, override.key, override.value, override.valid_from)
    _end_what_stood(override)
    _stamp(override, states.APPROVE.target, by)
    cache.changed(override.region_id)
    if override.key == LAWS:
        laws.apply(override.region, profile_of(override.region_id, override.valid_from).legal_references)
    audit.record("override.approved", override, by=by, reason=override.key)
    for react in overrides.after_decision:
        react(override, by)
    return override


@transaction.atomic
def decline_override(override: ProfileOverride, *, by: Acting) -> ProfileOverride:
    """An administrator says no, or the one who proposed takes it back. Raises WrongState, PermissionDenied."""
    override = lock(override)
    states.DECLINE.guard(override)
    require(policies.can_decline_override(by, override))
    _stamp(override, states.DECLINE.target, by)
    audit.record("override.declined", override, by=by, reason=override.key)
    return override


def _stamp(override: ProfileOverride, status: str, by: Acting) -> None:
    override.status, override.approved_at = status, clock.now()
    if status == states.APPROVE.target:
        override.approved_user, override.approved_by = by.user_id, by.assignment_id
        override.approved_name = by.person_name
    override.save()


def _require_days(area: Area | None, key: str, first: date, last: date | None) -> None:
    if key in AT_ONCE and (first != clock.today() or last is not None):
        raise Refused(
            _("Det här börjar gälla dagen det beslutas. Välj dagens datum och inget slut."), field="valid_from"
        )
    if first < clock.today():
        raise Refused(_("Skriv ett datum från och med i dag. Det som redan har gällt ändras inte."), field="valid_from")
    if last is not None and last < first:
        raise Refused(_("Värdet slutar gälla innan det börjar. Ändra något av datumen."), field="valid_to")
    if area and (first < area.valid_from or (area.valid_to is not None and area.valid_to < (last or first))):
        raise Refused(_("Området finns inte hela den tiden. Ändra något av datumen."), field="valid_from")


def _end_what_stood(override: ProfileOverride) -> None:
    """The value before ends the day before; one that begins on the same day or later stands in the way."""
    decided = ProfileOverride.objects.filter(
        region_id=override.region_id, area=override.area, key=override.key, status=states.OverrideStatus.APPROVED
    )
    if override.valid_to is not None:
        decided = decided.filter(valid_from__lte=override.valid_to)
    for row in decided.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=override.valid_from)):
        if row.valid_from >= override.valid_from:
            words = {"day": dates.day(row.valid_from)}
            raise Refused(_("Ett annat värde är redan beslutat från och med %(day)s.") % words, field="valid_from")
        row.valid_to = override.valid_from - timedelta(days=1)
        row.save(update_fields=["valid_to"])
