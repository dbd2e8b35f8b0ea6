"""What an app says of its clocks: which of its facts starts which one. Pure. [style: Deadlines]"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

OPEN = _("Öppna")


@dataclass(frozen=True)
class Clock:
    """One of an app's clocks: the rule's code, the fact that starts it, who owes it, the words on the button."""

    code: str
    starts: Callable[[Any], date | None]
    owner: str = ""
    button: Any = OPEN

    def __post_init__(self) -> None:
        REGISTERED[self.code] = self


REGISTERED: dict[str, Clock] = {}


def button_of(code: str) -> str:
    """What the owner's button says."""
    return str(REGISTERED[code].button if code in REGISTERED else OPEN)
