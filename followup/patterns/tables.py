"""A quarter's counts as one table whose cells hang together, for the guard of small numbers. Pure. [I-R5]"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from followup.indicators.tables import Making
from followup.patterns.reports import ALL
from followup.published import is_small
from followup.suppress import FEW, Mark, Published, Relation, Table, is_safe, suppress

AREA = "area."
SPLITS = ("area", "category", "cause", "from")


@dataclass(frozen=True)
class Counts:
    """How many reports by each quality, and by the types of both sides; a report may name several other sides."""

    total: int = 0
    split: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)


def table_of(counts: Counts) -> Table:
    making = Making()
    making.values[ALL] = counts.total
    for quality in SPLITS:
        making.split(ALL, counts.split.get(quality, {}), quality)
    by_type: dict[str, dict[str, int]] = defaultdict(dict)
    for (own, other), count in counts.pairs.items():
        by_type[own][f"pair.{own}.{other}"] = count
    for own, parts in by_type.items():
        making.some_of(f"from.{own}", parts, f"~pairs.{own}")
    return making.table()


def named(one: Published, key: str) -> Published:
    """The same with the quarter in every name: the numbers of two quarters are two numbers."""
    values = {f"{key}:{name}": value for name, value in one.table.values.items()}
    relations = tuple(
        Relation(f"{key}:{r.total}", tuple(f"{key}:{part}" for part in r.parts)) for r in one.table.relations
    )
    unseen = frozenset(f"{key}:{name}" for name in one.table.unseen)
    return Published(Table(values, relations, unseen), {f"{key}:{name}": mark for name, mark in one.shown.items()})


def marks_of(table: Table, *, threshold: int, earlier: Iterable[Published], joined: Published) -> dict[str, Mark]:
    """What may be told of a quarter; nothing at all where a number could be worked out whatever is hidden of it.

    So it may be when an area's year was told before its last quarter: the year less the others is that quarter.
    """
    earlier = list(earlier)
    shown = suppress(table, threshold=threshold, earlier=earlier, beside=joined)
    return shown if is_safe(table, shown, threshold=threshold, earlier=earlier, beside=joined) else {}


@dataclass(frozen=True)
class Told:
    """One number of another publication: what it was, and what was told of it."""

    value: int
    mark: Mark


@dataclass(frozen=True)
class Summed:
    """The sum of several areas' years, as the region's compilation told it."""

    key: str
    told: Told
    areas: tuple[str, ...]


QUARTERS = 4


def beside(
    own: Table,
    years: Mapping[str, Told],
    quarters: Mapping[str, Published],
    *,
    threshold: int,
    total: tuple[str, str] | None = None,
) -> Published:
    """An area's year and its quarters are told in different places and sum all the same. [security 7]

    `own`: the table being made: a quarter's, or with `total` (area, name of its cell) an area's year. `years`: what was
    told of each area's year. `quarters`: the year's published quarters by key. What is not told yet lies between.
    """
    told = {f"year:{area}": one for area, one in years.items()} | _cells_of(quarters)
    parts = _of_each_area([*told, *(() if total else own.values)])
    values = {**own.values, **{name: one.value for name, one in told.items()}}
    totals = {area: f"year:{area}" for area in years} | (dict([total]) if total else {})
    is_whole = len(quarters) + (total is None) == QUARTERS
    if is_whole:
        coming = _small_to_come(parts, totals, values, threshold)
        told |= coming
        totals |= {area: f"year:{area}" for area in parts if f"year:{area}" in coming}
    rest = {} if is_whole else {area: f"~rest.{area}" for area in totals}
    left = {rest[area]: max(0, values[totals[area]] - sum(values[part] for part in parts[area])) for area in rest}
    sums = {totals[area]: (*parts[area], *([rest[area]] if area in rest else ())) for area in totals}
    relations = tuple(Relation(name, summed, across=True) for name, summed in sums.items() if summed)
    table = Table({name: one.value for name, one in told.items()} | left, relations, frozenset(left))
    return Published(table, {name: one.mark for name, one in told.items()})


def with_sums(joined: Published, sums: Iterable[Summed]) -> Published:
    """The region's own number is the sum of its areas' years."""
    values, relations, shown = dict(joined.table.values), list(joined.table.relations), dict(joined.shown)
    for one in sums:
        parts = tuple(f"year:{area}" for area in one.areas)
        if values.keys() >= set(parts):
            name = f"region:{one.key}"
            values[name], shown[name] = one.told.value, one.told.mark
            relations.append(Relation(name, parts, across=True))
    return Published(Table(values, tuple(relations), joined.table.unseen), shown)


def _cells_of(quarters: Mapping[str, Published]) -> dict[str, Told]:
    """What the quarters tell of areas, with the quarter in the name."""
    return {
        f"{key}:{name}": Told(one.table.values[name], mark)
        for key, one in quarters.items()
        for name, mark in one.shown.items()
        if name.startswith(AREA)
    }


def _of_each_area(names: Iterable[str]) -> dict[str, list[str]]:
    """The names that tell of an area, of a quarter's own or with the quarter before them."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        quarter, is_area, area = name.rpartition(AREA)
        if is_area and (not quarter or quarter.endswith(":")):
            found[area].append(name)
    return found


def _small_to_come(
    parts: Mapping[str, list[str]], totals: Mapping[str, str], values: Mapping[str, int], threshold: int
) -> dict[str, Told]:
    """The years not told yet whose number will be hidden: all areas' years sum to the quarters, which are told."""
    sums = {area: sum(values[part] for part in of_it) for area, of_it in parts.items() if area not in totals}
    return {f"year:{area}": Told(number, FEW) for area, number in sums.items() if is_small(number, threshold)}
