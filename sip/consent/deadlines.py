"""The clock of a consent whose last day comes while what it carries goes on. [DL-47, facts 9.4]"""

from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from core import clock, obligations
from core.access import Acting
from core.errors import WrongState
from core.obligations import Clock
from core.roles import Role
from sip.consent.models import Consent

RENEWED = Clock(
    "DL-47B",
    starts=lambda consent: None,  # the day it is found: what is promised is the consent's last day
    owner=Role.UNIT_MANAGER,
    title=_("Fråga om nytt samtycke, det som finns går ut"),
    button=_("Öppna"),
)


def renewed(consent: Consent, *, by: Acting) -> None:
    """Another was given in its place; nothing where no such clock runs."""
    obligations.end(consent, RENEWED.code, on=clock.today(), by=by)


def no_longer(consent: Consent, *, by: Acting, reason: str) -> None:
    """It was withdrawn, used or ended with its sitting: nobody need ask for another because of its last day."""
    with suppress(WrongState):
        obligations.waive(consent, RENEWED.code, reason=reason, by=by)
