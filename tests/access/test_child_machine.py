"""A child about whom anything is done in any order; after each step everyone meets what the model says, no more.

Passed on, placed, told of, offered, handed over, grown up, taken out and deleted. Asked three ways: raw SQL past our
code, the querysets, and the pages. [security 13]
"""

import os

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from core import clock
from core.access import acting_as
from sip.family.readers import readers_of_child
from sip.models import Child
from tests import tally
from tests.access.child_deeds import STORIES, Deeds
from tests.access.child_model import HELPS, OFFICER, UNIT_OF, WORKS
from tests.access.child_sight import QUERYSETS, all_rows, by_queryset, by_sql, expected, wrong, wrong_pages
from tests.access.child_town import make_town, names_in
from tests.access.child_walk import COUNTED
from tests.database import as_loader
from tests.sip import town as t

PEOPLE, STRANGERS = sorted(WORKS | OFFICER.keys() | HELPS), sorted(UNIT_OF.keys() - WORKS - OFFICER.keys() - HELPS)
EVERYBODY = [*PEOPLE, *STRANGERS]


class OneChild(Deeds):
    """What everybody meets after each step."""

    @invariant()
    def everyone_meets_what_the_model_says(self):
        COUNTED["steps"] += 1
        self.turn += 1
        found = []
        with clock.moved_to(self.model.now):
            rows = all_rows(self.town, names_in(self.town))
            right = {who: expected(self.model, who, rows) for who in EVERYBODY}
            for who in (*PEOPLE, STRANGERS[self.turn % len(STRANGERS)]):
                COUNTED["asked"] += 1
                found += wrong(who, "sql", by_sql(getattr(self.town, who)), right[who])
            who = EVERYBODY[self.turn * 7 % len(EVERYBODY)]
            COUNTED["orm"] += 1
            found += wrong(who, "orm", by_queryset(getattr(self.town, who)), {k: right[who][k] for k in QUERYSETS})
            if who not in self.model.left:
                COUNTED["page"] += 1
                found += wrong_pages(self.town, who, rows, right[who], self.turn)
            if self.turn == 1:
                assert not any(by_sql(self.outsider).values())
        assert found == [], self.model
        self.guardians_take_part_while_they_may()

    def guardians_take_part_while_they_may(self):
        """Papers are for the guardians until custody ends, and then for the young person alone. [P-71]"""
        who = next((one for one in ("social_worker", "mate") if self.model.meets(one, self.child.pk)), None)
        if who is None:
            return
        with clock.moved_to(self.model.now), acting_as(getattr(self.town, who)):
            readers = readers_of_child(Child.objects.get(pk=self.child.pk))
        assert len(readers) == (3 if self.model.custody_ended is None else 1), self.model


# The same people open hundreds of children here; how many one may open a day has its own tests.
unhurried = override_settings(PACES={kind: [(10**6, 600)] for kind in ("search", "child", "pdf", "extract")})


def make_world() -> None:
    COUNTED.clear()
    OneChild.town = make_town()
    with as_loader():
        OneChild.outsider = t.make_town().social_worker


@unhurried
def walk(examples: int, steps: int) -> None:
    make_world()
    is_full = os.environ.get("BUS_FULL") == "1"
    try:
        run_state_machine_as_test(
            OneChild,
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                deadline=None,
                derandomize=not is_full,
                database=None,
                phases=(Phase.generate, Phase.shrink) if is_full else (Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        for what, number in COUNTED.items():
            tally.add(what, number)


def test_a_child_about_whom_anything_is_done_is_met_as_the_model_says(db):
    walk(examples=3, steps=2)

    assert COUNTED["steps"] >= 5
    assert COUNTED["done"] >= 8


@pytest.mark.full
@pytest.mark.parametrize("story", STORIES)
@unhurried
def test_each_story_is_met_as_the_model_says_chapter_by_chapter(db, story):
    make_world()
    told = OneChild()
    told.begin()
    told.story = story

    for _chapter in STORIES[story]:
        told.onward(1)
        told.everyone_meets_what_the_model_says()

    assert COUNTED["done"] >= 8
    assert COUNTED["refused"] == 0
    assert COUNTED["deleted"] == (story == "old")
    assert (told.model.custody_ended is None) == (story != "passing")  # in the other it came back by the wish


@pytest.mark.full
def test_a_child_about_whom_anything_is_done_at_length(db):
    walk(examples=20, steps=25)

    assert COUNTED["done"] > 100
