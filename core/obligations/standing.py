"""Since when and why a clock stands still, in words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.obligations.states import ChangeReason
from core.ui import dates


def standing_words(row: Any) -> str:
    """«Står still sedan 3 mars 2026: väntar på en annan part», of a row `with_pause`; "" while it runs."""
    return words_of(row.paused_on, row.pause_reason) if row.paused_on else ""


def words_of(paused_on: date, reason: str | None) -> str:
    words = _("Står still sedan %(day)s") % {"day": dates.day(paused_on)}
    return f"{words}: {why(reason)}" if why(reason) else words


def why(reason: str | None) -> str:
    return str(ChangeReason(reason).label).lower() if reason and reason in ChangeReason else ""
