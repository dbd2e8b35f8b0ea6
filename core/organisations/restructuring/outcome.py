"""What a change of areas and units came to, and what other apps say of it and do about it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from core.access import Acting
from core.errors import Refused
from core.organisations.models import Area, District, Unit


@dataclass(frozen=True)
class Line:
    """One sentence by its code, how many, and which; kept with the proposal and said in the reader's language."""

    code: str
    n: int
    names: str = ""


@dataclass
class Outcome:
    """The rows as they stand after the change. `last` is the last day of what has ended; None when nothing has.

    `homeless`: districts that lie in no area from the day after. `holds`: see StructureChange.
    """

    last: date | None = None
    ended_areas: list[Area] = field(default_factory=list)
    new_areas: list[Area] = field(default_factory=list)
    ended_units: list[Unit] = field(default_factory=list)
    new_units: list[Unit] = field(default_factory=list)
    homeless: list[District] = field(default_factory=list)
    about: list[Any] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def held(self, row: Any, *fields: str) -> None:
        """The row is part of the change, and a later file leaves these of it as they are."""
        if row not in self.about:
            self.about.append(row)
        self.holds += [f"{row.pk} {name}" for name in fields]


# What would be left without anybody to answer for it; the change is refused while there is anything. Apps append.
left_behind: list[Callable[[Outcome, Acting], Iterable[Line]]] = []
# What follows in the same transaction; each says what it did. Apps append, in the order they are installed.
follows: list[Callable[[Outcome, Acting], Iterable[Line]]] = []
_words: dict[str, Callable[[int], str | Promise]] = {}


def name_lines(words: Mapping[str, Callable[[int], str | Promise]]) -> None:
    """How each code is said of a number; `%(n)d` and `%(names)s` are filled in."""
    _words.update(words)


def say(line: Line) -> str:
    return str(_words[line.code](line.n)) % {"n": line.n, "names": line.names}


def require_nothing_left(outcome: Outcome, by: Acting) -> None:
    """Raises Refused with how much of what is to be handed over first; never whose or about whom. [security 1]"""
    left = [line for ask in left_behind for line in ask(outcome, by) if line.n]
    if left:
        raise Refused(" ".join(say(line) for line in left))


def follow(outcome: Outcome, by: Acting) -> None:
    outcome.lines += [line for act in follows for line in _done(act, outcome, by)]


def _done(act: Callable[[Outcome, Acting], Iterable[Line]], outcome: Outcome, by: Acting) -> Iterator[Line]:
    return (line for line in act(outcome, by) if line.n)
