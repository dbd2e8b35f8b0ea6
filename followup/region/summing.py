"""The areas' fixed tables summed to the region's, guarded with all that the areas told. Pure. [I-R5, security 7]

The region's number of a row is the sum of what the areas froze, not a new count: a case that was noted since would
else stand out as the difference. Children are not summed: one may have cases in several areas.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from followup.indicators.counts import Counts
from followup.indicators.rows import SEX, parts_of
from followup.indicators.tables import whole_table
from followup.indicators.year import Rules
from followup.patterns.tables import named
from followup.suppress import HIDDEN, HIDES, NOTHING, Mark, Published, Relation, Table, suppress
from followup.work.counts import Work
from followup.work.rows import OF_PERSONS

OF_CHILDREN = frozenset({"children", "again", "sip_children", "plans_again"})
PEOPLE = "people.principal"


@dataclass(frozen=True)
class AreaTold:
    """An area's fixed year as it was told, and what was told of it before. `key` is the area's."""

    key: str
    final: Published
    earlier: tuple[Published, ...] = ()


def summed(tables: Sequence[Table]) -> dict[str, int]:
    """The numbers that every table has; of the parts that differ from area to area, all there are."""
    found: dict[str, int] = {}
    names = {name for table in tables for name in table.cells()} - OF_CHILDREN
    for name in sorted(names):
        holding = [table.values[name] for table in tables if name in table.values]
        if len(holding) == len(tables) or parts_of(name)[1] not in ("", SEX):
            found[name] = sum(holding)
    return found


def region_table(values: Mapping[str, int], rules: Rules) -> Table:
    """The summed numbers as one table that hangs together as an area's does."""
    totals: dict[str, int] = {}
    split: dict[str, dict[str, int]] = {}
    for name, value in values.items():
        total, quality, part = parts_of(name)
        if not quality:
            totals[name] = value
        else:
            split.setdefault(total if quality == SEX else f"{total}.{quality}", {})[part] = value
    counts = Counts(totals, split)
    people = {cell: totals.get(cell, 0) for cell in OF_PERSONS}
    whole = whole_table(rules, counts, counts, Work(total=people, people=split.get(PEOPLE, {})))
    kept = {name: value for name, value in whole.values.items() if name in values or name in whole.unseen}
    sums = tuple(one for one in whole.relations if kept.keys() >= {one.total, *one.parts})
    return Table(kept, sums, whole.unseen)


def beside_areas(own: Table, areas: Iterable[AreaTold]) -> Published:
    """What the areas told, and that each of the region's numbers is the sum of theirs."""
    areas = list(areas)
    whole = NOTHING.table
    shown: dict[str, Mark] = {}
    for area in areas:
        told = named(area.final, area.key)
        whole, shown = whole.joined(told.table), {**shown, **told.shown}
    sums = []
    for cell in own.cells():
        parts = tuple(f"{area.key}:{cell}" for area in areas if cell in area.final.table.values)
        if parts:
            sums.append(Relation(cell, parts, across=True))
    return Published(Table(whole.values, (*whole.relations, *sums), whole.unseen), shown)


def marks_of(
    own: Table, areas: Sequence[AreaTold], *, threshold: int, earlier: Iterable[Published], joined: Published
) -> dict[str, Mark]:
    """What may be told of the region's numbers. `earlier`: also what was told of them when fewer areas were in them.

    `joined`: what else they hang together with, and was told.
    """
    told, earlier = beside_areas(own, areas), list(earlier)
    known = {name: own.values[name] for name in _known(own, told, earlier)}
    beside = Published(told.table.joined(joined.table), {**told.shown, **joined.shown, **known})
    before = [named(one, area.key) for area in areas for one in hanging_together(area.final, area.earlier)]
    return suppress(own, threshold=threshold, earlier=[*before, *earlier], beside=beside)


def _known(own: Table, told: Published, earlier: Iterable[Published]) -> Iterator[str]:
    """The sums that stand, for they are known: each part is told, or is in a sum that was told before."""
    sums = {one.total: set(one.parts) for one in told.table.relations if one.total in own.values}
    before = {
        (one.total, one.parts)
        for each in earlier
        for one in each.table.relations
        if one.across and one.total in sums and each.shown.get(one.total, HIDDEN) not in HIDES
    }
    for name, parts in sums.items():
        within = [set(summed) for total, summed in before if total == name and parts.issuperset(summed)]
        if any(all(told.shown[part] not in HIDES for part in parts - summed) for summed in [set(), *within]):
            yield name


def hanging_together(final: Published, earlier: Iterable[Published]) -> list[Published]:
    """Those of the earlier tables that hide a number which the last one hides too, or another of them."""
    left, found, known = list(earlier), [], _hidden(final)
    while touched := [one for one in left if _hidden(one) & known]:
        found += touched
        left = [one for one in left if one not in touched]
        known = known.union(*(_hidden(one) for one in touched))
    return found


def _hidden(one: Published) -> set[tuple[str, int]]:
    return {(name, one.table.values[name]) for name, mark in one.shown.items() if mark in HIDES}
