"""What an indicator says of its numbers: a sentence, what stands beside, whether its target is reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from followup.presenting import marks
from followup.presenting.cells import Cells, Shown
from followup.presenting.past import Year
from followup.suppress import HIDDEN

Fact = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What an indicator says of its numbers. `told`: the sentence's number, and what it is a part of; hidden, none."""

    told: tuple[Shown, ...]
    rest: str
    value: str
    previous: str = ""
    note: str = ""
    beside: list[Fact] = field(default_factory=list)
    outcome: str = ""
    outcome_label: str = ""

    @property
    def number(self) -> str:
        return marks.joined([one.text for one in self.told]) if self.told else ""

    @property
    def sentence(self) -> str:
        return f"{self.number} {self.rest}".strip()


def counted(
    cells: Cells, cell: str, rest: str, before: Year | None, beside: Iterable[Fact] = (), *, one: str = ""
) -> Said:
    """A plain count with the change since the year before; `one`: the sentence's rest of a single one."""
    mark = cells[cell]
    earlier = before.mark(cells.code, cell) if before else None
    change = marks.change(mark, earlier) if cells.is_final else ""
    said = one if one and mark == 1 else rest
    return Said(
        told=told(cells, cell),
        rest=hidden() if mark == HIDDEN else f"{said}{change}.",
        value=cells.text(cell),
        previous="" if earlier is None else marks.text(earlier, cells.threshold),
        beside=list(beside),
    )


def beside(cells: Cells, terms: Mapping[str, str]) -> list[Fact]:
    """Those of the numbers that the figure has, each by its term."""
    return [{"term": term, "text": cells.shown(name)} for name, term in terms.items() if name in cells]


def share_before(before: Year | None, code: str, part: str, whole: str) -> str:
    return marks.share(before.mark(code, part), before.mark(code, whole)) if before else marks.DASH


def judged(is_met: bool, *, is_known: bool = True) -> tuple[str, str]:
    """Whether the target is reached, and in words: what is met is met; that it is not is said once it is known."""
    if is_met:
        return "ok", _("Nått")
    return ("late", _("Inte nått")) if is_known else ("", "")


def hidden() -> str:
    return _("Antalet visas inte, för att ett annat litet tal annars kan räknas ut.")


def told(cells: Cells, part: str, whole: str = "") -> tuple[Shown, ...]:
    """The sentence's number, large; with its whole where it has one. Nothing for a hidden one."""
    if cells[part] == HIDDEN:
        return ()
    first = replace(cells.shown(part), text=marks.big(cells[part], cells.threshold))
    return (first, cells.shown(whole)) if whole and marks.is_whole_of(cells[part], cells[whole]) else (first,)
