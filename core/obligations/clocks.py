"""What an app says of its clocks: which of its facts starts which one, and what its owner is asked to do. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

REGISTERED: dict[str, "Clock"] = {}
OPEN = _("Öppna")
CASE = _("Ärende")


@dataclass(frozen=True)
class Clock:
    """One of an app's clocks: the rule's code, the fact that starts it, the role that owes it. [style: Deadlines]

    `title` and `button` are what the start page asks of the owner; without them the rule's own words. `unled` is
    title, button and address name for one who is told the code alone, where nobody holds the owner's role.
    `about` is the word before the subject's code, for what is no case: «Avvikelse» A7-2QXZ, «Uppföljning» 2025.
    """

    code: str
    starts: Callable[[Any], date | None]
    owner: str = ""
    title: Any = ""
    button: Any = ""
    unled: tuple[Any, Any, str] = ("", "", "core:start")
    about: Any = ""

    def __post_init__(self) -> None:
        REGISTERED[self.code] = self


def about_of(code: str) -> str:
    """What the subject's code is the code of: «Ärende» unless its app says another word."""
    clock = REGISTERED.get(code)
    return str((clock and clock.about) or CASE)


def title_of(code: str, otherwise: str, *, code_only: bool = False) -> str:
    """What the owner is asked to do."""
    clock = REGISTERED.get(code)
    said = clock and (clock.unled[0] if code_only else clock.title)
    return str(said or otherwise)


def button_of(code: str, *, code_only: bool = False) -> str:
    """What the button of the next step says."""
    clock = REGISTERED.get(code)
    said = clock and (clock.unled[1] if code_only else clock.button)
    return str(said or OPEN)


def code_only_url(code: str) -> str:
    """The name of the address where one who may not open the case takes the next step."""
    clock = REGISTERED.get(code)
    return clock.unled[2] if clock else "core:start"
