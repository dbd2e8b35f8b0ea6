"""How each time suits those who were asked, and which seats would stand empty at it. Pure. [S-19..S-23]"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from groups.composition import Seat
from groups.meetings.lacking import lacking_names
from groups.models import Membership
from groups.polls.models import PollAnswer, PollTime
from groups.polls.states import COMES, Suits

SeatsOf = Callable[[list[Membership]], list[Seat]]


@dataclass(frozen=True)
class Tally:
    """`lacking` are the seats asked for that have nobody with a mandate among those who can."""

    time: PollTime
    yes: int
    if_needed: int
    no: int
    waiting: int
    lacking: tuple[str, ...]

    @property
    def _rank(self) -> tuple[int, int, int]:
        return (-len(self.lacking), self.yes + self.if_needed, self.yes)


def tallies(
    times: Iterable[PollTime], answers: Iterable[PollAnswer], members: Sequence[Membership], seats_of: SeatsOf
) -> list[Tally]:
    """One for each time, of those who sit there now; what somebody said who has left is not counted."""
    sitting = {one.assignment_id for one in members}
    said = {(one.time_id, one.assignment_id): one.suits for one in answers if one.assignment_id in sitting}
    return [_tally(time, said, members, seats_of) for time in times]


def _tally(time: PollTime, said: dict, members: Sequence[Membership], seats_of: SeatsOf) -> Tally:
    suits = [said.get((time.pk, one.assignment_id), "") for one in members]
    there = [one for one, how in zip(members, suits, strict=True) if how in COMES]
    lacking = lacking_names(seats_of(there), lambda one: one.mandate_level)
    counts = [suits.count(how) for how in (Suits.YES, Suits.IF_NEEDED, Suits.NO, "")]
    return Tally(time, *counts, lacking=tuple(lacking))


def best_of(found: Sequence[Tally]) -> Tally | None:
    """The time with the fewest empty seats, then the most people; None while nobody has answered."""
    answered = [one for one in found if one.yes + one.if_needed]
    return max(answered, key=lambda one: one._rank) if answered else None
