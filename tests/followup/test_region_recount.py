"""Any world: the region's numbers are what plain Python counts over the rows of all its areas. [domain 7]"""

from dataclasses import replace
from datetime import timedelta

import pytest

from followup.models import AnnualFollowUp, Counting
from followup.suppress import FEW, HIDDEN
from tests.database import as_loader
from tests.followup import region_town as r
from tests.followup import town as t
from tests.followup.people import brought
from tests.followup.plain import plain_counts
from tests.followup.working import FIRST, LAST
from tests.followup.working_plain import plain_people
from tests.followup.worlds import World, make_world

SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 24))]
NEVER = (LAST, FIRST)
OPENLY = ("meetings", "trainings", "joint", "obstacles_noted", "obstacles_solved", "needs", "lifted")


def other_area(world: World) -> World:
    """The same rows, counted for the area where the western district lay the rest of the year."""
    west = world.town.west.pk
    moved = world.days[west][1] + timedelta(days=1)
    days = {world.town.east.pk: NEVER, west: (moved, LAST) if moved <= LAST else NEVER}
    counting = t.collected_counting(world.town, area=world.town.other_area)
    return replace(world, town=r.of_the_other_area(world.town), days=days, counting=counting)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_number_of_the_region_is_the_plain_count_of_all_areas(town, seed):
    first = make_world(town, seed)
    worlds = [first, other_area(first)]
    with as_loader():
        for one in AnnualFollowUp.objects.filter(region=town.region):
            brought(town, one, "reported")
    count = r.collected(town, r.opened(town))

    numbers: dict[str, int] = {}
    for world in worlds:
        found = {cell: len(keys) for cell, keys in plain_counts(world).items()} | plain_people(town, world.town.area)
        for cell, number in found.items():
            numbers[cell] = numbers.get(cell, 0) + number
    told = {cell: mark for cell, mark in count.shown.items() if not cell.startswith(("seats_", "parts"))}
    assert {*OPENLY, "held", "sent", "plans", "called_counted"} & set(told) >= {"held", "sent", "called_counted"}
    for cell, mark in told.items():
        if mark == FEW:
            assert 1 <= numbers[cell] < count.threshold, cell
        elif mark != HIDDEN:
            assert mark == numbers.get(cell, 0), cell
    assert sum(isinstance(mark, int) and mark > 0 for mark in told.values()) > 10
    with as_loader():
        assert {area["counting"] for area in count.areas} == {
            str(pk) for pk in Counting.objects.filter(follow_up__isnull=False).values_list("pk", flat=True)
        }
