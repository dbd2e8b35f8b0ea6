"""How each time suits, and which of them is best: counted without a database."""

from types import SimpleNamespace
from uuid import uuid4

from groups.composition import Seat
from groups.polls.counting import best_of, tallies

TIMES = [SimpleNamespace(pk=uuid4()) for _ in range(3)]


def member(mandate: str = "unit"):
    return SimpleNamespace(pk=uuid4(), assignment_id=uuid4(), mandate_level=mandate)


def said(who, *suits):
    return [
        SimpleNamespace(time_id=time.pk, assignment_id=who.assignment_id, suits=how)
        for time, how in zip(TIMES, suits, strict=False)
    ]


def seat_for(*people):
    """One seat that any of the people fills, who must be able to decide for the unit."""

    def seats(there):
        found = tuple(one for one in there if one in people)
        return [Seat("s", "BUP", "", 1, None, True, "unit", found)]

    return seats


def none(_there):
    return []


def test_everybody_is_counted_once_and_who_has_left_is_not():
    a, b, c, left = (member() for _ in range(4))
    answers = [*said(a, "yes", "no"), *said(b, "if_needed", "no"), *said(left, "yes", "yes")]
    found = tallies(TIMES[:2], answers, [a, b, c], none)
    assert [(one.yes, one.if_needed, one.no, one.waiting) for one in found] == [(1, 1, 0, 1), (0, 0, 2, 1)]


def test_a_seat_whose_people_cannot_come_or_may_not_decide_is_lacking():
    able, unable = member(), member("none")
    answers = [*said(able, "no", "yes", "if_needed"), *said(unable, "no", "no", "yes")]
    found = tallies(TIMES, answers, [able, unable], seat_for(able, unable))
    assert [one.lacking for one in found] == [("BUP",), (), ()]
    (only,) = tallies(TIMES[:1], said(unable, "yes"), [unable], seat_for(unable))
    assert only.lacking == ("BUP (mandat att besluta)",)


def test_best_is_where_the_fewest_seats_are_empty_then_the_most_people():
    needed, a, b = member(), member(), member()
    answers = [*said(needed, "no", "yes", "yes"), *said(a, "yes", "no", "if_needed"), *said(b, "yes", "no", "no")]
    found = tallies(TIMES, answers, [needed, a, b], seat_for(needed))
    assert best_of(found) is found[2]
    assert best_of(tallies(TIMES, [], [needed, a, b], seat_for(needed))) is None
