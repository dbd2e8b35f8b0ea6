"""A number is given once and none is left out, whoever reads what, and whoever writes meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from core import clock
from groups.meetings.services import writing
from groups.models import AgendaItem, ForumDecision, Meeting
from tests.database import as_loader
from tests.groups.meetings import table as t

EACH = 20  # decisions by each of the two


def decided(town, name: str, item) -> str:
    with t.as_(town, name) as me:
        return str(writing.decide(item, by=me, text="Så blir det"))


def closed_and_open(town):
    """An item of one meeting that the chair alone reads; one of another meeting whose minutes Siv takes."""
    first = t.called(town)
    closed = t.with_item(town, first, "Bara för Karin", is_confidential=True)
    second = t.begun(t.called(town, recorder="school_head"))
    t.begun(first)
    return closed, t.items_of(second)[0]


def test_decisions_that_the_writer_may_not_read_have_their_numbers(town):
    closed, open_item = closed_and_open(town)
    year = clock.today().year
    hidden = [decided(town, "chair", closed) for _each in range(7)]
    assert hidden == [f"{year}:{number}" for number in range(1, 8)]
    with t.as_(town, "school_head"):
        assert not ForumDecision.objects.exists()
    assert decided(town, "school_head", open_item) == f"{year}:8"
    assert decided(town, "chair", closed) == f"{year}:9"
    assert decided(town, "school_head", open_item) == f"{year}:10"


def numbers(model) -> list[int]:
    with as_loader():
        return [*model.objects.order_by("number").values_list("number", flat=True)]


@pytest.fixture
def shared(transactional_db):
    with as_loader():
        return t.make_table()


def _many(town, name: str, act) -> None:
    try:
        for _each in range(EACH):
            act(name)
    finally:
        connections.close_all()


def at_once(town, act) -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(_many, town, name, act) for name in ("chair", "school_head")]:
            done.result()


@pytest.mark.slow
def test_two_who_decide_at_once_in_two_meetings_get_each_number_once(shared):
    closed, open_item = closed_and_open(shared)
    items = {"chair": closed, "school_head": open_item}
    at_once(shared, lambda name: decided(shared, name, items[name]))
    assert numbers(ForumDecision) == list(range(1, 2 * EACH + 1))
    with as_loader():
        assert {one.decisions.count() for one in AgendaItem.objects.filter(pk__in=[closed.pk, open_item.pk])} == {EACH}


@pytest.mark.slow
def test_two_who_plan_at_once_get_each_number_once(shared):
    day = t.ahead()
    at_once(shared, lambda _name: t.planned(shared, when=day))
    assert numbers(Meeting) == list(range(1, 2 * EACH + 1))
