"""Small counts: which numbers of a table may be shown so that nobody can work out the hidden ones. Pure. [I-R5]

A cell from 1 to threshold - 1 is shown as FEW. Other cells are then HIDDEN until every hidden cell has a witness:
another table that looks the same to the reader, with another number in that cell. Where FEW itself says too much the
small cells are HIDDEN like the others, so that totals are kept. Tables published earlier for the same place and period
count as known, and their hidden cells are guarded too; so do cells of other publications that the table hangs together
with (a year and its quarters), which stand as they were told. [security 7]
"""

from collections.abc import Iterable, Iterator, Mapping

from followup.published import FEW, HIDDEN, HIDES, NOTHING, Mark, Published, Relation, Table, is_small, splits_small
from followup.witness import System, Variable

__all__ = ["FEW", "HIDDEN", "HIDES", "Mark", "Published", "Relation", "Table", "suppress"]


def suppress(
    table: Table, *, threshold: int, earlier: Iterable[Published] = (), beside: Published = NOTHING
) -> dict[str, Mark]:
    """What to show of each cell: its number, FEW or HIDDEN.

    First more parts are hidden, then FEW is left unsaid, then totals are hidden; last what was shown earlier, which
    the reader may know. The cells of `beside` have been told already; its relations join them to the table's own.
    """
    whole = table.joined(beside.table)
    guard = _Guard(whole, threshold, list(earlier), frozenset(beside.shown))
    shown = {name: _first_mark(whole, name, threshold) for name in table.cells()} | dict(beside.shown)
    while unsafe := guard.unsafe(shown):
        less = guard.less(shown, {name for name, *_rest in unsafe})
        if less is None:
            break
        shown = less
    return {name: shown[name] for name in table.cells()}


def is_safe(
    table: Table,
    shown: Mapping[str, Mark],
    *,
    threshold: int,
    earlier: Iterable[Published] = (),
    beside: Published = NOTHING,
) -> bool:
    """Whether nothing hidden can be worked out; what was told earlier may leave nothing that helps. [security 7]"""
    guard = _Guard(table.joined(beside.table), threshold, list(earlier), frozenset(beside.shown))
    return not guard.unsafe({**shown, **beside.shown})


class _Guard:
    """Asks whether a way of showing a table is safe, and which cell to hide next."""

    def __init__(self, table: Table, threshold: int, earlier: list[Published], told: frozenset[str]) -> None:
        self.table, self.threshold, self.earlier, self.told = table, threshold, earlier, told
        self.answers: dict[frozenset, list[Variable]] = {}
        self.totals = {relation.total for relation in table.relations}
        self.seen = {
            name
            for one in earlier
            for name, mark in one.shown.items()
            if mark not in HIDES and table.values.get(name) == mark
        }

    def unsafe(self, shown: Mapping[str, Mark]) -> list[Variable]:
        """The hidden numbers that could be worked out, here or in what was published earlier."""
        asked = frozenset(shown.items())
        if asked not in self.answers:
            self.answers[asked] = self._unsafe(shown)
        return self.answers[asked]

    def _unsafe(self, shown: Mapping[str, Mark]) -> list[Variable]:
        tables = [*self.earlier, Published(self.table, shown)]
        known = {(name, mark) for one in tables for name, mark in one.shown.items() if mark not in HIDES}
        doubted = {name for name in self.seen if shown[name] in HIDES}
        system = System()
        for number, one in enumerate(tables):
            is_now = number == len(self.earlier)
            system.add(one, number, self.threshold, known, doubted if is_now else set())
        return system.without_witness()

    def less(self, shown: dict[str, Mark], near: set[str]) -> dict[str, Mark] | None:
        """The same with one thing less shown, as near the unsafe cells as there is any; None when nothing is left."""
        for reached in self._ripples(near):
            if part := self._smallest(shown, reached - self.totals - self.seen):
                return {**shown, part: HIDDEN}
            if unsaid := self._without_few(shown, reached):
                return unsaid
        for spared in (self.seen, set()):
            for reached in self._ripples(near):
                if cell := self._smallest(shown, reached - spared):
                    return {**shown, cell: HIDDEN}
        cell = self._smallest(shown, set(self.table.values))  # what hangs together with it by an earlier table alone
        return {**shown, cell: HIDDEN} if cell else None

    def _smallest(self, shown: Mapping[str, Mark], cells: set[str]) -> str | None:
        """The cell with the smallest number that is shown and worth hiding; a part before a total."""
        found = [name for name in cells - self.told if shown.get(name, HIDDEN) not in HIDES]
        worth = [name for name in found if self.table.values[name] >= self.threshold]
        return min(worth, key=lambda name: (name in self.totals, self.table.values[name], name), default=None)

    def _without_few(self, shown: dict[str, Mark], reached: set[str]) -> dict[str, Mark] | None:
        """The small cells HIDDEN like the others, where that makes fewer numbers unsafe."""
        changed = {name: HIDDEN for name in reached - self.told if shown.get(name) == FEW}
        if not changed or len(self.unsafe({**shown, **changed})) >= len(self.unsafe(shown)):
            return None
        return {**shown, **changed}

    def _ripples(self, near: set[str]) -> Iterator[set[str]]:
        """The cells in a relation with these, then those in a relation with them, and so on."""
        while True:
            touched = [{r.total, *r.parts} for r in self.table.relations if near & {r.total, *r.parts}]
            reached = near.union(*touched)
            yield reached
            if reached == near:
                return
            near = reached


def _first_mark(table: Table, name: str, threshold: int) -> Mark:
    """A small count is FEW; the parts of a small count say nothing at all."""
    if splits_small(table, name, threshold):
        return HIDDEN
    value = table.values[name]
    return FEW if is_small(value, threshold) else value
