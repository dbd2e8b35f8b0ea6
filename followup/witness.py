"""Whether a hidden number could be another: the search for a table that looks the same to the reader. Pure. [I-R5]"""

from collections import defaultdict
from dataclasses import dataclass, field

from followup.published import FEW, HIDES, Published, splits_small

Variable = tuple  # a cell's name and number; what lies between two cells, or is in doubt, has its table's place too
Moves = dict[Variable, int]
MOST_STEPS = 4000  # of the search for one witness; giving up hides more, never less


@dataclass
class System:
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

    def _index(self) -> None:
        for number, relation in enumerate(self.relations):
            for variable in relation:
                self.touching[variable].append(number)

    def without_witness(self) -> list[Variable]:
        """The guarded numbers that could be no other; one table that looks the same is a witness for all it moves."""
        self._index()
        found: set[Variable] = set()
        for variable in self.guarded:
            if variable not in found:
                found.update(self.witness(variable))
        return [variable for variable in self.guarded if variable not in found]

    def witness(self, wanted: Variable) -> Moves:
        """What moves where `wanted` is one more or one less, all relations and bounds kept; empty when it cannot be."""
        steps = [MOST_STEPS]
        for step in (1, -1):
            if self._may(wanted, step) and (found := self._balanced({wanted: step}, steps)):
                return found
        return {}

    def _may(self, variable: Variable, step: int) -> bool:
        low, high = self.bounds[variable]
        return low <= self.value[variable] + step <= high

    def _balanced(self, moved: Moves, steps: list[int]) -> Moves:
        steps[0] -= 1
        if steps[0] < 0:
            return {}
        found = self._first_broken(moved)
        if found is None:
            return moved
        relation, excess = found
        for variable, sign in relation.items():
            step = -sign if excess > 0 else sign
            if variable in moved or not self._may(variable, step):
                continue
            if whole := self._balanced({**moved, variable: step}, steps):
                return whole
        return {}

    def _first_broken(self, moved: Moves) -> tuple[dict[Variable, int], int] | None:
        for number in sorted({number for variable in moved for number in self.touching[variable]}):
            relation = self.relations[number]
            excess = sum(sign * moved.get(variable, 0) for variable, sign in relation.items())
            if excess:
                return relation, excess
        return None


def _told(one: Published, name: str, threshold: int) -> tuple[int, float]:
    """The bounds that the reader knows from the marks, the legend and common sense.

    A hidden cell beside FEW is none of the small ones; among hidden cells only, it may be any.
    """
    value = one.table.values[name]
    if name in one.table.unseen:
        return min(0, value), float("inf")
    if one.shown[name] == FEW:
        return 1, threshold - 1
    if splits_small(one.table, name, threshold):
        return 0, threshold - 1
    if not _stands_beside_few(one, name):
        return 0, float("inf")
    return (threshold, float("inf")) if value >= threshold else (0, value)


def _stands_beside_few(one: Published, name: str) -> bool:
    relations = (r for r in one.table.relations if name in (r.total, *r.parts) and not r.across)
    return any(one.shown.get(cell) == FEW for r in relations for cell in (r.total, *r.parts))
