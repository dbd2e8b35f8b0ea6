"""What is new, what grows and what went silent from one quarter to the next. Pure.

Told by what is shown alone: a hidden number says nothing, so neither does the sentence. [security 7]
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from followup.patterns.reports import NO_CAUSE
from followup.suppress import FEW, Mark

NEW, GROWS, SILENT = "new", "grows", "silent"
QUALITIES = ("category.", "cause.", "area.", "pair.")


@dataclass(frozen=True)
class Change:
    kind: str
    cell: str
    before: Mark
    now: Mark


def changes(before: Mapping[str, Mark], now: Mapping[str, Mark], *, least: int) -> list[Change]:
    """The largest first of each kind. `least`: how many more it takes to say that something grows."""
    return sorted(_found(before, now, least), key=lambda one: (one.kind, -_size(one), one.cell))


def _found(before: Mapping[str, Mark], now: Mapping[str, Mark], least: int) -> Iterator[Change]:
    for cell in {**before, **now}:
        if not cell.startswith(QUALITIES) or cell == f"cause.{NO_CAUSE}":  # not looked into yet: no pattern
            continue
        was, becomes = before.get(cell, 0), now.get(cell, 0)
        if was == 0 and _is_some(becomes):
            yield Change(NEW, cell, was, becomes)
        elif becomes == 0 and _is_some(was):
            yield Change(SILENT, cell, was, becomes)
        elif isinstance(was, int) and isinstance(becomes, int) and becomes - was >= least:
            yield Change(GROWS, cell, was, becomes)


def _is_some(mark: Mark) -> bool:
    return mark == FEW or (isinstance(mark, int) and mark > 0)


def _size(change: Change) -> int:
    return max((one for one in (change.before, change.now) if isinstance(one, int)), default=0)
