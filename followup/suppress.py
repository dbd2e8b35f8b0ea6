"""Small counts: which numbers of a table may be shown so that nobody can work out the hidden ones. Pure. [I-R5]

A cell from 1 to threshold - 1 is shown as FEW. Other cells are then HIDDEN until every hidden cell has a witness:
another table that looks the same to the reader, with another number in that cell. Tables published earlier for the
same place and period count as known, and their hidden cells are guarded too. [security 7]
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

FEW, HIDDEN = "few", "hidden"
HIDES = (FEW, HIDDEN)
Mark = int | str
MOST_STEPS = 4000  # of the search for one witness; giving up hides more, never less


@dataclass(frozen=True)
class Relation:
    """`total` is the sum of `parts`; whoever knows all but one knows that one too."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Counts by name and how they hang together. `unseen` are no cells but what lies between two of them."""

    values: Mapping[str, int]
    relations: tuple[Relation, ...] = ()
    unseen: frozenset[str] = frozenset()

    def cells(self) -> Iterator[str]:
        return (name for name in self.values if name not in self.unseen)


@dataclass(frozen=True)
class Published:
    """A table and what was shown of it."""

    table: Table
    shown: Mapping[str, Mark]


def suppress(table: Table, *, threshold: int, earlier: Iterable[Published] = ()) -> dict[str, Mark]:
    """What to show of each cell: its number, FEW or HIDDEN.

    A number that the reader has seen earlier is hidden only when nothing else helps: it may be known.
    """
    before = list(earlier)
    seen = {(name, one.table.values[name]) for one in before for name, mark in one.shown.items() if mark not in HIDES}
    shown = {name: _first_mark(table, name, threshold) for name in table.cells()}
    conceded: set[str] = set()
    while unsafe := _unsafe(_system(table, shown, before, threshold, conceded)):
        near = {name for name, *_rest in unsafe}
        victim = _next_victim(table, shown, threshold, near, seen) or _next_victim(table, shown, threshold, near, set())
        if victim is None:
            break
        shown[victim] = HIDDEN
        conceded |= {victim} if (victim, table.values[victim]) in seen else set()
    return shown


def _first_mark(table: Table, name: str, threshold: int) -> Mark:
    """A small count is FEW; the parts of a small count say nothing at all."""
    if _splits_small(table, name, threshold):
        return HIDDEN
    value = table.values[name]
    return FEW if _is_small(value, threshold) else value


def _splits_small(table: Table, name: str, threshold: int) -> bool:
    """Whether the cell is a part of a whole that is small itself; what lies between two cells makes no whole."""
    wholes = (r for r in table.relations if name in r.parts and table.unseen.isdisjoint((r.total, *r.parts)))
    return any(_is_small(table.values[whole.total], threshold) for whole in wholes)


def _is_small(value: int, threshold: int) -> bool:
    return 0 < value < threshold


Variable = tuple


@dataclass
class _System:
    """All that the reader does not know, with the bounds that the marks give away, and all relations."""

    bounds: dict[Variable, tuple[int, float]] = field(default_factory=dict)
    value: dict[Variable, int] = field(default_factory=dict)
    relations: list[dict[Variable, int]] = field(default_factory=list)
    touching: dict[Variable, list[int]] = field(default_factory=lambda: defaultdict(list))
    guarded: list[Variable] = field(default_factory=list)

    def add(self, one: Published, number: int, threshold: int, known: set[Variable], doubted: set[str]) -> None:
        """The same number in the same cell of two tables is one unknown: the reader may guess that it is the same.

        The cells in `doubted` were seen earlier and are hidden now, so that the reader cannot be sure of them.
        """
        named = {name: self._named(one, name, number, doubted) for name in one.table.values}
        for name, variable in named.items():
            is_cell = name not in one.table.unseen
            if is_cell and (variable in known or one.shown[name] not in HIDES):
                continue
            low, high = self.bounds.get(variable, (-1, float("inf")))
            told = _told(one, name, threshold)
            self.bounds[variable] = (max(low, told[0]), min(high, told[1]))
            self.value[variable] = one.table.values[name]
            if is_cell and self.value[variable] and variable not in self.guarded:
                self.guarded.append(variable)
        for relation in one.table.relations:
            signs: dict[Variable, int] = defaultdict(int)
            signs[named[relation.total]] += 1
            for part in relation.parts:
                signs[named[part]] -= 1
            self.relations.append({variable: sign for variable, sign in signs.items() if variable in self.bounds})

    def _named(self, one: Published, name: str, number: int, doubted: set[str]) -> Variable:
        value = one.table.values[name]
        return (name, value, number) if name in one.table.unseen or name in doubted else (name, value)

    def index(self) -> "_System":
        for number, relation in enumerate(self.relations):
            for variable in relation:
                self.touching[variable].append(number)
        return self

    def has_witness(self, wanted: Variable) -> bool:
        """Whether `wanted` could be one more or one less, all relations and bounds kept."""
        steps = [MOST_STEPS]
        return any(self._may(wanted, step) and self._balanced({wanted: step}, steps) for step in (1, -1))

    def _may(self, variable: Variable, step: int) -> bool:
        low, high = self.bounds[variable]
        return low <= self.value[variable] + step <= high

    def _balanced(self, moved: dict[Variable, int], steps: list[int]) -> bool:
        steps[0] -= 1
        if steps[0] < 0:
            return False
        found = self._first_broken(moved)
        if found is None:
            return True
        relation, excess = found
        for variable, sign in relation.items():
            step = -sign if excess > 0 else sign
            if variable not in moved and self._may(variable, step) and self._balanced({**moved, variable: step}, steps):
                return True
        return False

    def _first_broken(self, moved: dict[Variable, int]) -> tuple[dict[Variable, int], int] | None:
        for number in sorted({number for variable in moved for number in self.touching[variable]}):
            relation = self.relations[number]
            excess = sum(sign * moved.get(variable, 0) for variable, sign in relation.items())
            if excess:
                return relation, excess
        return None


def _told(one: Published, name: str, threshold: int) -> tuple[int, float]:
    """The bounds that the reader knows from the mark, the legend and common sense."""
    value = one.table.values[name]
    if name in one.table.unseen:
        return min(0, value), float("inf")
    if one.shown[name] == FEW:
        return 1, threshold - 1
    if _splits_small(one.table, name, threshold):
        return 0, threshold - 1
    return (threshold, float("inf")) if value >= threshold else (0, value)


def _system(table: Table, shown: Mapping[str, Mark], before: list[Published], threshold: int, conceded) -> _System:
    tables = [*before, Published(table, shown)]
    known = {(name, one.table.values[name]) for one in tables for name, mark in one.shown.items() if mark not in HIDES}
    system = _System()
    for number, one in enumerate(tables):
        system.add(one, number, threshold, known, conceded if number == len(before) else set())
    return system.index()


def _unsafe(system: _System) -> list[Variable]:
    return [variable for variable in system.guarded if not system.has_witness(variable)]


def _next_victim(table, shown, threshold: int, near: set[str], spared: set[Variable]) -> str | None:
    """One more cell to hide: a part before a total, the smallest first, as near the unsafe ones as there is any."""
    open_cells = {
        name
        for name, mark in shown.items()
        if mark not in HIDES and mark >= threshold and (name, table.values[name]) not in spared
    }
    totals = {relation.total for relation in table.relations}
    while True:
        touched = [{r.total, *r.parts} for r in table.relations if near & {r.total, *r.parts}]
        reached = near.union(*touched)
        if found := reached & open_cells:
            return min(found, key=lambda name: (name in totals, table.values[name], name))
        if reached == near:
            return None
        near = reached
