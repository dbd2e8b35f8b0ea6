"""What an app says of its clocks: which of its facts starts which one, and what its owner is asked to do. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

REGISTERED: dict[str, "Clock"] = {}
OPEN = _("Öppna")
# Clocks of the first story whose app has not said its own words.
TO_DO = {"DL-01": (_("Kalla chefer till individforum"), _("Kalla till möte"))}


@dataclass(frozen=True)
class Clock:
    """One of an app's clocks: the rule's code, the fact that starts it, the role that owes it. [style: Deadlines]

    `title` and `button` are what the start page asks of the owner; without them the rule's own words.
    """

    code: str
    starts: Callable[[Any], date | None]
    owner: str = ""
    title: Any = ""
    button: Any = ""

    def __post_init__(self) -> None:
        REGISTERED[self.code] = self


def title_of(code: str, otherwise: str) -> str:
    """What the owner is asked to do."""
    said = REGISTERED[code].title if code in REGISTERED else ""
    return str(said or TO_DO.get(code, (otherwise,))[0])


def button_of(code: str) -> str:
    """What the button of the next step says."""
    said = REGISTERED[code].button if code in REGISTERED else ""
    return str(said or TO_DO.get(code, ("", OPEN))[1])
