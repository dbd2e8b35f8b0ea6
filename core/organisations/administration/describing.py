"""What a unit says of itself to the others, kept by those who answer for it. [S-24, F5]"""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.errors import Refused
from core.organisations import policies
from core.organisations.models import Unit
from core.textguard import refuse_identity


@dataclass(frozen=True)
class Description:
    """Ages in whole years, both included; None means not limited."""

    mission: str
    target_group: str
    age_from: int | None
    age_to: int | None
    mandate_text: str
    referral_path: str
    mailbox: str


class ChangedMeanwhile(Refused):
    """Somebody else has described the unit since the writer saw it."""

    def __init__(self, unit: Unit) -> None:
        sentence = _("Någon annan har ändrat beskrivningen medan du skrev. Läs den på verksamhetens sida.")
        super().__init__(f"{sentence} {_('Spara igen om din text ska gälla i stället.')}")
        self.unit = unit


def description_of(unit: Unit) -> Description:
    return Description(**{name: getattr(unit, name) for name in Description.__dataclass_fields__})


def fingerprint(unit: Unit) -> str:
    """Another as soon as somebody has described the unit otherwise."""
    return hashlib.sha256(repr(description_of(unit)).encode()).hexdigest()[:16]


@transaction.atomic
def describe_unit(unit: Unit, said: Description, *, seen: str, by: Acting) -> Unit:
    """Say what the unit is for and how others reach it. What is said already is not said again.

    Raises PermissionDenied, ChangedMeanwhile when somebody else has changed it since `seen`, and Refused for ages in
    the wrong order or a text that tells who a child is.
    """
    unit = lock(unit)
    require(policies.can_describe_unit(by, unit))
    if said == description_of(unit):
        return unit
    if seen != fingerprint(unit):
        raise ChangedMeanwhile(unit)
    _require_fitting(said)
    for name, value in asdict(said).items():
        setattr(unit, name, value)
    unit.save(update_fields=list(asdict(said)))
    audit.record("unit.described", unit, by=by)
    return unit


def _require_fitting(said: Description) -> None:
    if said.age_from is not None and said.age_to is not None and said.age_from > said.age_to:
        raise Refused(_("Den högsta åldern är lägre än den lägsta. Ändra någon av dem."), field="age_to")
    texts: dict[str, Any] = asdict(said)
    for name in ("mission", "target_group", "mandate_text", "referral_path"):
        refuse_identity(texts[name], field=name)
