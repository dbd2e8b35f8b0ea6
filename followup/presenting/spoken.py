"""What an indicator says of its numbers: a sentence, what stands beside, whether its target is reached."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from followup.presenting import marks
from followup.presenting.cells import Cells, Shown
from followup.suppress import HIDDEN


@dataclass(frozen=True)
class Said:
    """What an indicator says of its numbers. `told`: the sentence's number, and what it is a part of; hidden, none."""

    told: tuple[Shown, ...]
    rest: str
    value: str
    previous: str = ""
    note: str = ""
    beside: list[dict[str, Any]] = field(default_factory=list)
    outcome: str = ""
    outcome_label: str = ""

    @property
    def number(self) -> str:
        return marks.joined([one.text for one in self.told]) if self.told else ""

    @property
    def sentence(self) -> str:
        return f"{self.number} {self.rest}".strip()


def hidden() -> str:
    return _("Antalet visas inte, för att ett annat litet tal annars kunde räknas ut.")


def told(cells: Cells, part: str, whole: str = "") -> tuple[Shown, ...]:
    """The sentence's number, large; with its whole where it has one. Nothing for a hidden one."""
    if cells[part] == HIDDEN:
        return ()
    first = replace(cells.shown(part), text=marks.big(cells[part], cells.threshold))
    return (first, cells.shown(whole)) if whole and marks.is_whole_of(cells[part], cells[whole]) else (first,)
