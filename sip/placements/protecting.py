"""The secret residence: begun, the region told, ended, the region told again. [F95, P-62, DL-40]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, obligations
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused, WrongState
from sip.placements import deadlines, policies
from sip.placements.models import Placement, ProtectedResidence
from sip.placements.services import start_clock

PAGE = "sip:residence"


@transaction.atomic
def protect_residence(placement: Placement, *, by: Acting, starts_on: date, place: str) -> ProtectedResidence:
    """The place of stay is secret from a day on; the region is told the same day. [DL-40]

    Raises PermissionDenied, WrongState while it is already, Refused.
    """
    placement = lock(placement)
    require(policies.can_protect(by, placement))
    if placement.residences.filter(ended_on__isnull=True).exists():
        raise WrongState(_("Vistelseorten är redan skyddad."))
    refuse_ahead(starts_on, "starts_on")
    if starts_on < placement.decided_on:
        raise Refused(_("Skyddet kan inte börja före beslutet om placering."), field="starts_on")
    residence = ProtectedResidence(
        region_id=by.region_id,
        placement=placement,
        child_id=placement.child_id,
        unit_id=by.unit_id,
        place=place.strip(),
        starts_on=starts_on,
        registered_by_id=by.assignment_id,
    )
    residence.save(force_insert=True)
    start_clock(deadlines.REGION_TOLD, residence, placement, by=by, url_name=PAGE)
    audit.record("residence.protected", residence, by=by)
    return residence


@transaction.atomic
def tell_region(residence: ProtectedResidence, *, by: Acting, on: date) -> ProtectedResidence:
    """The region has been told: that the residence is secret, or that it is so no more. [DL-40, 004:L1091-1098]"""
    residence = lock(residence)
    require(policies.can_keep_residence(by, residence))
    refuse_ahead(on, "on")
    field, since = ("start_told_on", residence.starts_on)
    if residence.ended_on:
        field, since = ("end_told_on", residence.ended_on)
    if getattr(residence, field) is not None:
        raise WrongState(_("Det är redan noterat."))
    if on < since:
        raise Refused(_("Beskedet kan inte ligga före den dag det gäller."), field="on")
    setattr(residence, field, on)
    residence.save(update_fields=[field])
    obligations.end(residence, "DL-40", on=on, by=by)
    audit.record("residence.region_told", residence, by=by, reason=field)
    return residence


@transaction.atomic
def end_protection(residence: ProtectedResidence, *, by: Acting, on: date) -> ProtectedResidence:
    """The decision on secrecy has ended; the region is told that as well, the same day. [DL-40]

    Raises Refused while the region has not been told that it began: what it does not know cannot end for it.
    """
    residence = lock(residence)
    require(policies.can_keep_residence(by, residence))
    if residence.ended_on is not None:
        raise WrongState(_("Skyddet är redan avslutat."))
    refuse_ahead(on, "on")
    if on < residence.starts_on:
        raise Refused(_("Skyddet kan inte sluta innan det började."), field="on")
    if residence.start_told_on is None:
        raise Refused(_("Meddela regionen att vistelseorten är skyddad och notera dagen först."))
    residence.ended_on = on
    residence.save(update_fields=["ended_on"])
    start_clock(deadlines.REGION_TOLD, residence, residence.placement, by=by, url_name=PAGE)
    audit.record("residence.ended", residence, by=by)
    return residence
