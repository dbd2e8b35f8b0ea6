"""What a notice is about, in the words its reader may see: apps say how for their own kind of object.

A describer takes the acting assignment and ids, says what it will read of its own `visible_…` (`yield Asks(rows)`),
and gives (id, Described) for those it may show. What it leaves out is told in the kind's fixed words alone, without a
link. One that needs no statement may answer with a dict at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from core.access import Acting, Asks, side_by_side
from core.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Described:
    """`text` adds to the kind's words (a code, a day, a district); `url` is where to go."""

    text: str = ""
    url: str = ""


Answers = Iterable[Asks | tuple[UUID, Described]]
Describer = Callable[[Acting, set[UUID]], Answers | Mapping[UUID, Described]]
_describers: dict[str, Describer] = {}
NOTHING = Described()


def register(about_kind: str, describer: Describer) -> None:
    _describers[about_kind] = describer


def describe(acting: Acting, notices: Iterable[Notice]) -> dict[UUID, Described]:
    """For each notice what may be said of its object; all kinds of objects in one statement."""
    notices = list(notices)
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for notice in notices:
        if notice.about_kind in _describers and notice.about_id:
            wanted[notice.about_kind].add(notice.about_id)
    asked = (_describers[kind](acting, ids) for kind, ids in wanted.items())
    given = side_by_side(*(one.items() if isinstance(one, Mapping) else one for one in asked))
    found = {kind: dict(answers) for kind, answers in zip(wanted, given, strict=True)}
    return {notice.pk: found.get(notice.about_kind, {}).get(cast(UUID, notice.about_id), NOTHING) for notice in notices}
