"""Generated counties, their quarters and years published in any order: nothing hidden can be worked out. [issue 5:4]"""

from collections import Counter
from random import Random

import pytest

from followup.patterns.tables import Counts, Summed, Told, beside, marks_of, named, table_of, with_sums
from followup.region.keeping import with_quarters
from followup.region.summing import AreaTold
from followup.region.summing import marks_of as region_marks
from followup.suppress import FEW, HIDDEN, HIDES, Published, Relation, Table, suppress
from tests.followup.attacking import Attack

THRESHOLD, RUN, SOME, ALL_OF_THEM = 5, 20, 50, 1000
ONCE_FOUND = (519, 622)  # where the last area's year could be told from the others' and the quarters
EACH_TIME = (*range(RUN), *ONCE_FOUND)
SEEDS = [pytest.param(n, marks=[] if n in EACH_TIME else [pytest.mark.full]) for n in range(ALL_OF_THEM)]
TYPES = ("school", "bup", "social_services", "habilitation")


def some_counts(random: Random, areas: list[str], most: int) -> Counts:
    reports = [
        {
            "area": random.choice(areas),
            "category": random.choice(("absence", "routine", "transition", "unsorted")),
            "cause": random.choice(("none", "none", "staff", "rules")),
            "from": random.choice(TYPES[: random.randint(1, 4)]),
        }
        for _number in range(random.randint(0, most))
    ]
    split = {name: dict(Counter(one[name] for one in reports)) for name in ("area", "category", "cause", "from")}
    pairs: Counter = Counter()
    for one in reports:
        others = [kind for kind in TYPES if kind != one["from"]]
        pairs.update((one["from"], other) for other in random.sample(others, random.choice((1, 1, 1, 2))))
    return Counts(len(reports), split, dict(pairs))


class County:
    """What is published of a year, in an order of its own, each guarded against what was told before."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        self.areas = [f"a{number}" for number in range(random.randint(1, 6))]
        most = random.choice((6, 20, 60))
        self.counts = {f"q{number}": some_counts(random, self.areas, most) for number in range(1, 5)}
        self.quarters: dict[str, Published] = {}
        self.years: dict[str, Told] = {}
        self.told: list[Published] = []
        self.sums: dict[str, Summed] = {}
        self.order = [*self.counts, *self.areas]
        if random.random() < 0.5:
            random.shuffle(self.order)
        compiled = random.randint(0, len(self.order))  # after so many of them the region's years are summed
        for number, name in enumerate([*self.order, ""]):
            if number == compiled and self.years:
                self._region()
            if name:
                self._quarter(name) if name in self.counts else self._year(name)

    def _earlier(self) -> list[Published]:
        return [named(one, key) for key, one in self.quarters.items()]

    def _quarter(self, key: str) -> None:
        table = table_of(self.counts[key])
        joined = beside(table, self.years, self.quarters, threshold=THRESHOLD)
        joined = with_sums(joined, self.sums.values())
        if shown := marks_of(table, threshold=THRESHOLD, earlier=self._earlier(), joined=joined):
            self.quarters[key] = Published(table, shown)
            self.told.append(named(self.quarters[key], key))

    def _year(self, area: str) -> None:
        table = Table({"sent": sum(one.split["area"].get(area, 0) for one in self.counts.values())})
        joined = beside(table, self.years, self.quarters, threshold=THRESHOLD, total=(area, "sent"))
        joined = with_sums(joined, self.sums.values())
        shown = suppress(table, threshold=THRESHOLD, earlier=self._earlier(), beside=joined)
        self.years[area] = Told(table.values["sent"], shown["sent"])
        self.told.append(Published(Table({f"year:{area}": table.values["sent"]}), {f"year:{area}": shown["sent"]}))

    def _region(self) -> None:
        """The sum of the areas' years that have been told."""
        years = {
            area: AreaTold(area, Published(Table({"sent": one.value}), {"sent": one.mark}))
            for area, one in self.years.items()
        }
        own = Table({"sent": sum(one.value for one in self.years.values())})
        joined = with_quarters(list(years.values()), "sent", self.quarters, THRESHOLD)
        areas = list(years.values())
        shown = region_marks(own, areas, threshold=THRESHOLD, earlier=self._earlier(), joined=joined)
        self.sums["region"] = Summed("1", Told(own.values["sent"], shown["sent"]), tuple(years))
        self.told.append(Published(Table({"region": own.values["sent"]}), {"region": shown["sent"]}))

    def attack(self) -> Attack:
        """All tables, and what everybody knows: the quarters of an area sum to its year."""
        program = Attack(THRESHOLD)
        for one in self.told:
            program.reads(one)
        sums, between = [], set()
        for area in self.areas:
            parts = [f"{key}:area.{area}" for key, one in self.quarters.items() if f"area.{area}" in one.shown]
            if len(self.quarters) < len(self.counts):
                parts.append(f"not told:{area}")
                between.add(parts[-1])
            sums.append(Relation(f"year:{area}", tuple(parts)))
        sums += [Relation("region", tuple(f"year:{area}" for area in one.areas)) for one in self.sums.values()]
        program.reads(Published(Table({}, tuple(sums), frozenset(between)), {}))
        return program

    def hidden(self) -> dict[str, int]:
        return {
            name: one.table.values[name]
            for one in self.told
            for name, mark in one.shown.items()
            if mark in HIDES and one.table.values[name]
        }


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_number_of_a_county_can_be_worked_out(seed):
    county = County(seed)
    hidden = county.hidden()
    found = county.attack().works_out()

    assert {name: number for name, number in found.items() if name in hidden} == {}


@pytest.mark.full
def test_a_quarter_is_told_unless_its_year_was_told_before_it():
    """What nothing can protect is not published; in their own order, quarters first, all are."""
    untold = [seed for seed in range(SOME) if len(County(seed).quarters) < len(County(seed).counts)]
    assert len(untold) < SOME // 10
    assert all(County(seed).order[:4] != ["q1", "q2", "q3", "q4"] for seed in untold)


def test_the_counties_have_numbers_shown_and_hidden():
    marks = Counter(
        mark if mark in HIDES else "shown"
        for seed in range(RUN)
        for one in County(seed).told
        for mark in one.shown.values()
    )
    assert min(marks["shown"], marks[FEW], marks[HIDDEN]) > 20


def test_the_program_finds_what_a_careless_table_gives_away():
    table = Table({"all": 12, "a": 9, "b": 3}, (Relation("all", ("a", "b")),))
    program = Attack(THRESHOLD)
    program.reads(Published(table, {"all": 12, "a": 9, "b": FEW}))
    assert program.works_out() == {"b": 3}


def test_the_program_finds_a_quarter_that_a_year_gives_away():
    """Each table is safe by itself; the year less three quarters is the fourth."""
    program = Attack(THRESHOLD)
    for number, mark in enumerate((7, 8, 9, FEW), 1):
        program.reads(Published(Table({}), {f"q{number}:area.a": mark}))
    program.reads(Published(Table({}), {"year:a": 26}))
    quarters = tuple(f"q{number}:area.a" for number in range(1, 5))
    program.reads(Published(Table({}, (Relation("year:a", quarters),)), {}))
    assert program.works_out() == {"q4:area.a": 2}
