"""A table of counts and what was shown of it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

FEW, HIDDEN = "few", "hidden"
HIDES = (FEW, HIDDEN)
Mark = int | str


@dataclass(frozen=True)
class Relation:
    """`total` is the sum of `parts`; whoever knows all but one knows that one too.

    `across`: between numbers of different publications; there no mark says anything of the mark beside it.
    """

    total: str
    parts: tuple[str, ...]
    across: bool = False


@dataclass(frozen=True)
class Table:
    """Counts by name and how they hang together. `unseen` are no cells but what lies between two of them."""

    values: Mapping[str, int]
    relations: tuple[Relation, ...] = ()
    unseen: frozenset[str] = frozenset()

    def cells(self) -> Iterator[str]:
        return (name for name in self.values if name not in self.unseen)

    def joined(self, other: "Table") -> "Table":
        """Both as one."""
        values = {**self.values, **other.values}
        return Table(values, (*self.relations, *other.relations), self.unseen | other.unseen)


@dataclass(frozen=True)
class Published:
    """A table and what was shown of it."""

    table: Table
    shown: Mapping[str, Mark]


NOTHING = Published(Table({}), {})


def splits_small(table: Table, name: str, threshold: int) -> bool:
    """Whether the cell is a part of a whole that is small itself; what lies between two cells makes no whole."""
    within = (r for r in table.relations if name in r.parts and not r.across)
    wholes = (r for r in within if table.unseen.isdisjoint((r.total, *r.parts)))
    return any(is_small(table.values[whole.total], threshold) for whole in wholes)


def is_small(value: int, threshold: int) -> bool:
    return 0 < value < threshold
