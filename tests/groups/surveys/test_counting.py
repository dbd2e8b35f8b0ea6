"""What counts come to: means, shares, the weakest areas, what rose. No database. [I-16, I-32, I-33]"""

import pytest

from core.regions.shapes import Axis, GroupQuestion
from groups.answers import sums
from groups.surveys import counting

AXES = [Axis(key, key.title(), "rules") for key in ("a", "b", "c", "d")]
TEN = range(1, 11)


def counts(*answers: int) -> list[int]:
    return [answers.count(step) for step in TEN]


def test_an_axis_is_the_mean_of_its_answers():
    questions = [GroupQuestion("one", "?", "a"), GroupQuestion("two", "?", "a"), GroupQuestion("three", "?", "b")]
    scores = {"one": counts(4, 6, 8), "two": counts(2, 2, 2), "three": counts(4, 6, 8)}
    assert counting.axis_values(scores, questions[2:], AXES[1:2]) == [6.0]  # the example of the specification
    assert counting.axis_values(scores, questions, AXES) == [4.0, 6.0, None, None]
    assert counting.mean_of([4.0, 6.0, None]) == 5.0
    assert counting.mean_of([None]) is None


def test_who_chose_the_two_highest_of_five_is_satisfied():
    assert counting.satisfied([1, 0, 2, 3, 4]) == 7


@pytest.mark.parametrize(("kind", "value"), [("mean_1_10", 7.25), ("share_satisfied", 50.0)])
def test_an_axis_is_valued_on_the_regions_scale_and_on_no_other(kind, value):
    measure = counting.measure_of(kind, 10)
    scores = {"one": counts(9, 10, 2, 8)}
    assert counting.axis_values(scores, [GroupQuestion("one", "?", "a")], AXES[:1], measure.of) == [value]
    assert counting.axis_values({"one": counts()}, [GroupQuestion("one", "?", "a")], AXES[:1], measure.of) == [None]
    assert (measure.lowest, measure.highest) == ((1, 10) if kind == "mean_1_10" else (0, 100))


def test_the_weakest_come_first_and_say_how_they_changed():
    found = counting.lowest(AXES, [5.0, 3.04, 3.0, None], [4.0, 3.5, None, 2.0])
    assert [(one.axis.key, one.change) for one in found] == [("b", -0.5), ("c", None), ("a", 1.0)]
    assert [one.change for one in counting.lowest(AXES, [5.0, 3.0, 4.0, 2.0], None, most=2)] == [None, None]


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ([5.0, 4.0, 3.0], [4.0, 4.0, 4.0], (1, 3)),
        ([5.04], [5.0], (0, 1)),  # the same to one decimal
        ([5.0, None], [None, 5.0], (0, 0)),
    ],
)
def test_what_rose_is_counted_among_what_can_be_compared(now, before, expected):
    assert counting.risen(now, before) == expected


def test_several_groups_are_one():
    assert sums.added([{"a": [1, 0]}, {"a": [2, 3], "b": [0, 1]}]) == {"a": [3, 3], "b": [0, 1]}
