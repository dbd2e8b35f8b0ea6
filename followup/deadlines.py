"""The clock of the yearly follow-up. [DL-12]"""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from followup.models import AnnualFollowUp

FOLLOWED_UP = Clock(
    "DL-12",
    starts=lambda follow_up: follow_up.clock_starts_on,
    button=_("Öppna uppföljningen"),
    about=_("Uppföljning"),
)


def clock_start(previous: AnnualFollowUp | None, year: int) -> date:
    """A year after the group last followed up; the first time a year after the period. [001:L349-351]"""
    if previous is not None and previous.adopted_on is not None:
        return previous.adopted_on
    return date(year + 1, 1, 1) - timedelta(days=1)
