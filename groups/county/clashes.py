"""Which meetings are at the same time with somebody who sits in both groups; pure. [F38, 004:L711-712]"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from uuid import UUID

from django.utils import timezone


@dataclass(frozen=True)
class Time:
    """When a group meets."""

    id: UUID
    forum_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Seat:
    """Somebody sits in a group between two days, both included."""

    forum_id: UUID
    person_id: UUID
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Clash:
    """Another meeting at the same time, and how many sit in both groups that day."""

    other: Time
    people: int


def clashes(times: Iterable[Time], seats: Iterable[Seat]) -> dict[UUID, list[Clash]]:
    """By meeting, the others that it clashes with, the earliest first."""
    of_forum: dict[UUID, list[Seat]] = defaultdict(list)
    for seat in seats:
        of_forum[seat.forum_id].append(seat)
    found: dict[UUID, list[Clash]] = defaultdict(list)
    for one, other in _at_once(sorted(times, key=lambda time: (time.starts_at, str(time.id)))):
        both = len(_sitting(of_forum, one) & _sitting(of_forum, other))
        if both:
            found[one.id].append(Clash(other, both))
            found[other.id].append(Clash(one, both))
    return dict(found)


def _sitting(seats: dict[UUID, list[Seat]], time: Time) -> set[UUID]:
    day = timezone.localdate(time.starts_at)
    return {seat.person_id for seat in seats.get(time.forum_id, []) if seat.holds(day)}


def _at_once(times: list[Time]) -> Iterator[tuple[Time, Time]]:
    """Of those in order of time, pairs of different groups whose hours overlap; one may end as the other begins."""
    for n, one in enumerate(times, 1):
        for other in takewhile(lambda time, end=one.ends_at: time.starts_at < end, times[n:]):
            if one.forum_id != other.forum_id:
                yield one, other
