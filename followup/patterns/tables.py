"""A quarter's counts as one table whose cells hang together, for the guard of small numbers. Pure. [I-R5]"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from followup.indicators.tables import Making
from followup.patterns.reports import ALL
from followup.suppress import Mark, Published, Relation, Table, is_safe, suppress

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


QUARTERS = 4


def beside(
    own: Table, years: Mapping[str, Told], quarters: Mapping[str, Published], *, total: tuple[str, str] | None = None
) -> Published:
    """An area's year and its quarters are told in different places and sum all the same. [security 7]

    `own`: the table being made: a quarter's, or with `total` (area, name of its cell) an area's year. `years`: what was
    told of each area's year. `quarters`: the year's published quarters by key. What is not told yet lies between.
    """
    told = {f"year:{area}": one for area, one in years.items()}
    for key, one in quarters.items():
        for name, mark in one.shown.items():
            if name.startswith(AREA):
                told[f"{key}:{name}"] = Told(one.table.values[name], mark)
    values = {name: one.value for name, one in told.items()}
    totals = {area: f"year:{area}" for area in years} | (dict([total]) if total else {})
    relations, unseen = [], set()
    for area, name in totals.items():
        parts = [f"{key}:{AREA}{area}" for key in quarters if f"{key}:{AREA}{area}" in told]
        if not total and f"{AREA}{area}" in own.values:
            parts.append(f"{AREA}{area}")
        if len(quarters) + (not total) < QUARTERS:
            rest, known = f"~rest.{area}", {**own.values, **values}
            values[rest] = max(0, known[name] - sum(known[part] for part in parts))
            unseen.add(rest)
            parts.append(rest)
        if parts:
            relations.append(Relation(name, tuple(parts), across=True))
    return Published(Table(values, tuple(relations), frozenset(unseen)), {name: one.mark for name, one in told.items()})
