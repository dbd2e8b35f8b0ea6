"""Generated counties, each area's year told and then the region's: nothing hidden can be worked out. [security 7]"""

from collections import Counter
from random import Random
from types import SimpleNamespace

import pytest

from followup.indicators.year import Rules
from followup.patterns.tables import named
from followup.region.summing import AreaTold, beside_areas, hanging_together, marks_of, region_table, summed
from followup.suppress import FEW, HIDDEN, HIDES, NOTHING, Published, Table, suppress
from tests.followup.attacking import Attack

THRESHOLD, RUN, ALL_OF_THEM = 5, 12, 1000
SEEDS = [pytest.param(n, marks=[] if n < RUN else [pytest.mark.full]) for n in range(ALL_OF_THEM)]
RULES = Rules(True, None, THRESHOLD, SimpleNamespace(sex_categories=("girl", "boy", "other")))
SEXES = ("girl", "boy", "other", "unknown")


def some_values(random: Random, most: int) -> dict[str, int]:
    """An area's cases and reports, by what is told of them."""
    cases = [
        {"sex": random.choice(("girl", "girl", "boy", "boy", "other", "unknown")), "outcome": random.choice("--ru")}
        for _number in range(random.randint(0, most))
    ]
    by = {
        "held": cases,
        "outcome": [one for one in cases if one["outcome"] != "-"],
        "escalated": [one for one in cases if one["outcome"] == "u" and random.random() < 0.7],
    }
    found = {f"{name}.{sex}": sum(one["sex"] == sex for one in rows) for name, rows in by.items() for sex in SEXES}
    found |= {name: len(rows) for name, rows in by.items()}
    found |= {name: sum(one["outcome"] == name[0] for one in cases) for name in ("resolved", "unresolved")}
    kinds = Counter(random.choice(("absence", "routine", "transition")) for _number in range(random.randint(0, most)))
    return found | {"sent": kinds.total(), **{f"sent.category.{kind}": count for kind, count in kinds.items()}}


def some_area(random: Random, key: str, most: int) -> AreaTold:
    """Told once while the year went on, perhaps, and then for good."""
    values = some_values(random, most)
    table, earlier = region_table(values, RULES), []
    if random.random() < 0.5:
        so_far = Table(
            {name: random.choice((table.values[name], table.values[name] // 2)) for name in ("held", "sent")}
        )
        earlier.append(Published(so_far, suppress(so_far, threshold=THRESHOLD)))
    return AreaTold(key, Published(table, suppress(table, threshold=THRESHOLD, earlier=earlier)), tuple(earlier))


class Region:
    """The region's numbers of the first areas and perhaps once more of all of them, each time guarded."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        most = random.choice((6, 20, 60))
        self.areas = [some_area(random, f"a{number}", most) for number in range(random.randint(1, 4))]
        self.told: list[Published] = []
        times = sorted({random.randint(1, len(self.areas)), len(self.areas)})
        for number in times:
            self._tell(self.areas[:number])

    def _tell(self, areas: list[AreaTold]) -> None:
        own = region_table(summed([one.final.table for one in areas]), RULES)
        shown = marks_of(own, areas, threshold=THRESHOLD, earlier=self.told, joined=NOTHING)
        told = beside_areas(own, areas)
        self.told.append(Published(own.joined(told.table), {**shown, **told.shown}))

    def attack(self) -> Attack:
        """Each publication under names of its own, but that an area's numbers are the same in all of them."""
        program = Attack(THRESHOLD)
        for area in self.areas:
            for number, one in enumerate(area.earlier):
                program.reads(named(one, f"{number}:{area.key}"))
        for number, one in enumerate(self.told):
            program.reads(_with_own_names(one, f"r{number}"))
        return program

    def hidden(self) -> dict[str, int]:
        """What nobody may work out; a number of the region that was told another time is no secret."""
        told = {(name, mark) for one in self.told for name, mark in one.shown.items() if mark not in HIDES}
        found = {}
        for number, one in enumerate(self.told):
            for name, mark in one.shown.items():
                value = one.table.values[name]
                if mark in HIDES and value and (name, value) not in told:
                    found[name if ":" in name else f"r{number}|{name}"] = value
        return found


def _with_own_names(one: Published, key: str) -> Published:
    """The region's own numbers with the time they were told; an area's have its key already."""

    def called(name: str) -> str:
        return name if ":" in name else f"{key}|{name}"

    table = Table(
        {called(name): value for name, value in one.table.values.items()},
        tuple(type(r)(called(r.total), tuple(called(part) for part in r.parts), r.across) for r in one.table.relations),
        frozenset(called(name) for name in one.table.unseen),
    )
    return Published(table, {called(name): mark for name, mark in one.shown.items()})


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_number_of_an_area_or_the_region_can_be_worked_out(seed):
    region = Region(seed)
    hidden = region.hidden()
    found = region.attack().works_out()

    assert {name: number for name, number in found.items() if name in hidden} == {}


def test_the_regions_have_numbers_shown_and_hidden():
    marks = Counter(
        mark if mark in HIDES else "shown"
        for seed in range(RUN)
        for name, mark in Region(seed).told[-1].shown.items()
        if ":" not in name
    )
    assert min(marks["shown"], marks[FEW], marks[HIDDEN]) > 5


def told(**parts: int) -> AreaTold:
    key = parts.pop("key", 1)
    table = region_table({"held": sum(parts.values()), **{f"held.{sex}": n for sex, n in parts.items()}}, RULES)
    return AreaTold(f"a{key}", Published(table, suppress(table, threshold=THRESHOLD)))


def marks(*areas: AreaTold) -> dict:
    own = region_table(summed([one.final.table for one in areas]), RULES)
    return marks_of(own, areas, threshold=THRESHOLD, earlier=(), joined=NOTHING)


def test_the_sum_of_areas_that_hide_nothing_is_told():
    found = marks(told(key=1, girl=6, boy=7, other=0, unknown=0), told(key=2, girl=8, boy=9, other=0, unknown=0))

    assert found == {"held": 30, "held.girl": 14, "held.boy": 16, "held.other": 0, "held.unknown": 0}


def test_what_one_area_hides_is_not_told_as_the_sum_less_the_others():
    """6 girls and 2 boys in one area, whose parts it hides; the other's are told, so the region's are not."""
    found = marks(told(key=1, girl=6, boy=2, other=0, unknown=0), told(key=2, girl=8, boy=9, other=0, unknown=0))

    assert found["held"] == 25
    assert {found["held.girl"], found["held.boy"]} == {HIDDEN}


def test_what_several_areas_hide_may_be_told_together():
    areas = [told(key=key, girl=6, boy=3, other=0, unknown=0) for key in range(3)]

    assert {area.final.shown["held.boy"] for area in areas} == {FEW}
    assert marks(*areas) | {"held": 27} == {
        "held": 27, "held.girl": 18, "held.boy": 9, "held.other": 0, "held.unknown": 0,
    }  # fmt: skip


def test_of_what_was_told_before_only_what_shares_a_hidden_number_is_asked_again():
    def one(**values):
        return Published(Table(values), dict.fromkeys(values, HIDDEN))

    final, near, far, strange = one(a=3), one(a=3, b=2), one(b=2, c=1), one(a=4)
    assert hanging_together(final, [far, strange, near]) == [near, far]
