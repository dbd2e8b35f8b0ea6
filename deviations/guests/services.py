"""Invite a unit outside the portal, take in what it tells, make a report of it or let it be. [issue 5:1]"""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused
from core.people.policies import assignment_of, region_of
from deviations import policies
from deviations.models import DeviationGuest, DeviationReport
from deviations.services import texts

DAYS = 14  # an address is open so long
ORIGIN = "gast:"  # before an invitation's key, where a report says what it began from


def own_guests(acting: Acting) -> QuerySet[DeviationGuest]:
    """Those one has invited, until they are made a report of or let be; what has come first."""
    found = DeviationGuest.objects.filter(region=acting.region_id, invited_by=acting.assignment_id)
    return found.filter(report__isnull=True, ended_on__isnull=True).order_by("-answered_at", "-created_at", "id")


@transaction.atomic
def invite(*, by: Acting, unit_name: str) -> str:
    """An address for one unit outside the portal. Returns its secret, which is shown once and kept nowhere.

    Raises PermissionDenied for who may not report, Refused without a name.
    """
    require(policies.can_report(by))
    if not unit_name.strip():
        raise Refused(_("Skriv vilken verksamhet du bjuder in."), field="unit_name")
    token = secrets.token_urlsafe(32)
    guest = DeviationGuest(
        region_id=region_of(by),
        invited_by_id=assignment_of(by),
        unit_name=unit_name.strip(),
        token_hash=hash_of(token),
        expires_on=clock.today() + timedelta(days=DAYS),
    )
    guest.save(force_insert=True)
    audit.record("deviation_guest.invited", guest, by=by)
    return token


@transaction.atomic
def end_guest(guest: DeviationGuest, *, by: Acting) -> DeviationGuest:
    """The address is closed, or what came is let be. Raises PermissionDenied."""
    guest = lock(guest)
    require(guest.invited_by_id == by.assignment_id)
    guest.ended_on = guest.ended_on or clock.today()
    guest.save(update_fields=["ended_on"])
    audit.record("deviation_guest.ended", guest, by=by)
    return guest


def begun(origin: str, *, by: Acting) -> dict:
    """What a guest told, to begin a report with; nothing for another origin."""
    guest = _told(origin, by)
    return {} if guest is None else {name: getattr(guest, name) for name in ("event_on", "description", "tried")}


def taken_in(origin: str, report: DeviationReport, *, by: Acting) -> None:
    """The report was made of what a guest told."""
    guest = _told(origin, by)
    if guest is not None:
        guest.report = report
        guest.save(update_fields=["report"])
        audit.record("deviation_guest.taken_in", guest, by=by)


def _told(origin: str, by: Acting) -> DeviationGuest | None:
    key = origin.removeprefix(ORIGIN)
    if key == origin:
        return None
    return next((one for one in own_guests(by).filter(answered_at__isnull=False) if str(one.pk) == key), None)


# --- Without an account -----------------------------------------------------------


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def asked(token: str) -> tuple[str, str] | None:
    """(the guest's unit, the unit that asks); None alike for a wrong, a used and a too old address."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit, asked_by FROM access.deviation_guest(%s)", [hash_of(token)])
        return cursor.fetchone()


@transaction.atomic
def tell(token: str, *, event_on: date, description: str, tried: str = "", names_confirmed: bool = False) -> bool:
    """Keep what the guest tells, once; False when the address is not open. Raises Refused for what cannot stand.

    The database writes the log: nobody acts whom it could be told of. [security 5]
    """
    refuse_ahead(event_on, "event_on", _("Dagen det hände kan inte ligga framåt i tiden."))
    told = texts.told(description, tried, known=asked(token) or (), names_confirmed=names_confirmed)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT access.deviation_guest_tells(%s, %s, %s, %s)",
            [hash_of(token), event_on, told["description"], told["tried"]],
        )
        return cursor.fetchone()[0]
