"""A program that tries to work out what was hidden, from every published table at once. It knows nothing of the guard.

It has what a reader has: the numbers told, the legend's bounds, that nothing is below nought, and what sums to what.
It solves the sums as equations and narrows each hidden number by all of them, until nothing changes.
"""

from fractions import Fraction
from math import ceil, floor, inf

from followup.suppress import FEW, HIDDEN

Row = dict[str, Fraction]


class Attack:
    def __init__(self, threshold):
        self.threshold, self.low, self.high, self.rows = threshold, {}, {}, []

    def reads(self, published):
        """One table as it was published. Only its marks and its relations are looked at, never its values."""
        for name, mark in published.shown.items():
            low, high = {FEW: (1, self.threshold - 1), HIDDEN: (0, inf)}.get(mark, (mark, mark))
            self._at_least(name, low)
            self._at_most(name, high)
        for name in published.table.unseen:
            self._at_least(name, 0)
            self._at_most(name, inf)
        self.rows += [{r.total: Fraction(1), **dict.fromkeys(r.parts, Fraction(-1))} for r in published.table.relations]

    def works_out(self):
        """The hidden numbers that have only one possible value."""
        hidden = {name for name in self.low if self.low[name] != self.high[name]}
        rows = [*self.rows, *_reduced([self._without_known(row) for row in self.rows])]
        while sum(self._narrow(row) for row in rows):
            pass
        return {name: self.low[name] for name in hidden if self.low[name] == self.high[name]}

    def _without_known(self, row) -> Row:
        """What is known stands in the constant, under the empty name."""
        found: Row = {"": Fraction(0)}
        for name, factor in row.items():
            if self.low[name] == self.high[name]:
                found[""] += factor * self.low[name]
            else:
                found[name] = factor
        return found

    def _narrow(self, row) -> bool:
        changed = False
        for name, factor in row.items():
            if name:
                sums = [self._bound(row, name, is_low) for is_low in (True, False)]
                ends = sorted((-one / factor if abs(one) != inf else -one * (1 if factor > 0 else -1)) for one in sums)
                changed |= ends[0] != -inf and self._at_least(name, ceil(ends[0]))
                changed |= ends[1] != inf and self._at_most(name, floor(ends[1]))
        return changed

    def _bound(self, row, but, is_low):
        total = row.get("", Fraction(0))
        for name, factor in row.items():
            if name and name != but:
                end = self.low[name] if (factor > 0) == is_low else self.high[name]
                total += end * (1 if factor > 0 else -1) if end == inf else factor * end
        return total

    def _at_least(self, name, number) -> bool:
        if number <= self.low.get(name, -1):
            return False
        self.low[name] = number
        return True

    def _at_most(self, name, number) -> bool:
        if number >= self.high.get(name, inf) and name in self.high:
            return False
        self.high[name] = min(number, self.high.get(name, inf))
        return True


def _reduced(rows: list[Row]) -> list[Row]:
    """The same equations, each solved for a number that stands in no other."""
    solved: list[tuple[str, Row]] = []
    for row in rows:
        for pivot, other in solved:
            row = _cleared(row, pivot, other)
        pivot = next((name for name in row if name), "")
        if pivot:
            row = {name: factor / row[pivot] for name, factor in row.items()}
            solved = [(name, _cleared(other, pivot, row)) for name, other in solved]
            solved.append((pivot, row))
    return [row for _pivot, row in solved]


def _cleared(row: Row, pivot: str, other: Row) -> Row:
    if pivot not in row:
        return row
    times = row[pivot]
    found = {name: row.get(name, Fraction(0)) - times * other.get(name, Fraction(0)) for name in {**row, **other}}
    return {name: factor for name, factor in found.items() if factor or not name}
