"""The gate as pure functions; the database's gates say the same, and one table tests both. [security 4]"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sip.consent.states import AS_WRITTEN, ConsentStatus, Purpose


@dataclass(frozen=True)
class ConsentFacts:
    """What decides whether a consent covers something."""

    purpose: str
    sitting: int | None
    status: str
    form: str
    valid_from: date
    valid_to: date
    units: frozenset[UUID]  # not withdrawn toward
    kinds: frozenset[str]


def shares(consent: ConsentFacts, *, unit: UUID, kind: str | None, on: date) -> bool:
    """May a piece of that kind be given to the unit on the consent, that day? `access.disclosure_needs_consent`."""
    if consent.status != ConsentStatus.GIVEN or not consent.valid_from <= on <= consent.valid_to:
        return False
    return unit in consent.units and kind in consent.kinds


def covers(
    consent: ConsentFacts, *, unit: UUID, kind: str, sitting: int | None, on: date, family_present: bool = False
) -> bool:
    """Does the consent, on that day, let the unit have that kind of information for that sitting? [CS-05, CS-10]"""
    if not shares(consent, unit=unit, kind=kind, on=on):
        return False
    if consent.purpose != Purpose.FORUM_OCCASION:
        return True
    return consent.sitting == sitting and (consent.form in AS_WRITTEN or family_present)
