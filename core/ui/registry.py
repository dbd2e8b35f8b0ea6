"""What apps above say to the pages below them: menu, start page, duties, calendar, search, a case's links.

An app fills in from `AppConfig.ready`; core/ui imports none of them. Providers are plain functions that take the
acting assignment and give ready-made rows; what may be seen they ask their own policies. Those of the start page say
first what they will read (`yield Asks(rows)`), so that all of it is one statement. [perf gate 10]
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from core.access import Asks, side_by_side
from core.ui.searching import Sought

T = TypeVar("T")


class Register(Generic[T]):
    """A list that apps add to, in the order they are installed; adding the same again changes nothing."""

    def __init__(self) -> None:
        self._items: list[T] = []

    def add(self, item: T) -> T:
        if item not in self._items:
            self._items.append(item)
        return item

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def remove(self, item: T) -> None:
        self._items.remove(item)


class Slot(Generic[T]):
    """A question that one app answers; None until it has."""

    def __init__(self) -> None:
        self.answer: T | None = None

    def set(self, answer: T) -> T:
        self.answer = answer
        return answer


def everyone(acting: Any) -> bool:
    return True


@dataclass(frozen=True)
class MenuEntry:
    """`label` a lazy text, `shown_to(acting)` costs no statement: it asks role and scope only.

    `root_name`: the address under which all of this part lies, where that is not the entry's own.
    """

    label: Any
    url_name: str
    shown_to: Callable[[Any], bool] = everyone
    order: int = 100
    root_name: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing somebody owes: a line with one button. `code` is a case's code, never a name.

    `about` is the word before it where it is the code of something else. `is_paused`: it waits, and has no day.
    """

    title: str
    url: str
    button: str
    due_on: date | None = None
    detail: str = ""
    code: str = ""
    about: str = ""
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class StartSection:
    """A section under the duties: `template` draws `context`; left out when the function returns None."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 100
    link_url: str = ""
    link_label: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on a day of the calendar. `at` is «kl. 13.00–14.30» or empty, `state_is` as for a badge."""

    on: date
    title: str
    url: str
    at: str = ""
    detail: str = ""
    code: str = ""
    state: str = ""
    state_is: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `text` is where the words stand in it; `state_is` as for a badge."""

    title: str
    url: str
    detail: str = ""
    text: str = ""
    state: str = ""
    state_is: str = ""


@dataclass(frozen=True)
class SearchKind:
    """What is sought under one heading: rows by the words, among what may be seen; a line of each."""

    key: str
    label: Any
    rows: Callable[[Any, Sought], QuerySet]
    hit: Callable[[Any], Hit]


@dataclass(frozen=True)
class OtherSearch:
    """A search of its own, for what is not found by the common one. `shown_to` asks role and scope only."""

    text: Any
    label: Any
    url_name: str
    shown_to: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A way from a case's page to an app above, by route name resolved by the provider."""

    label: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """One line of «vem kan se detta och varför»; `sees` False for those who do not."""

    label: str
    reason: str
    sees: bool = True
    until: str = ""


@dataclass(frozen=True)
class Saving:
    """What the reader has kept under a name on the list that a request asks for: rows with `name`, `url`, `remove_url`.

    `new_url(address)`: where what is chosen at that address is given a name.
    """

    rows: Callable[[Any], QuerySet]
    new_url: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SwitchChoice:
    """An assignment that the person may act under now."""

    id: str
    label: str
    detail: str
    current: bool = False


menu: Register[MenuEntry] = Register()
start_page: Register[Callable[[Any, date], Iterable[StartSection | Asks]]] = Register()
duties: Register[Callable[[Any, date], Iterable[Duty | Asks]]] = Register()
calendar: Register[Callable[[Any, date, date], Iterable[Happening]]] = Register()
search: Register[SearchKind] = Register()
other_searches: Register[OtherSearch] = Register()
case_panels: Register[Callable[[Any, Any], Iterable[CaseLink]]] = Register()
who_sees: Register[Callable[[Any, Any], Iterable[Who]]] = Register()
# A deviation was reported by way of another app's link: (acting, the link's sealed word, the report's code) -> where to
# go on, or nothing when the word is not that app's.
after_deviation: Register[Callable[[Any, str, str], str]] = Register()
switchable_assignments: Slot[Callable[[Any], list[SwitchChoice]]] = Slot()
# The kinds of forum that the acting one's region has, and the roles that lead them.
region_forums: Slot[Callable[[Any], set[str]]] = Slot()
saved_filters: Slot[Saving] = Slot()
theme_tokens: Slot[Callable[[str], dict[str, str] | None]] = Slot()


def menu_for(acting: Any) -> list[MenuEntry]:
    """The entries this assignment may ever use, in order; nothing for nobody."""
    if acting is None:
        return []
    return sorted((entry for entry in menu if entry.shown_to(acting)), key=lambda entry: entry.order)


def start_for(acting: Any, today: date) -> tuple[list[Duty], list[StartSection]]:
    """What this assignment owes and what its start page shows: all providers side by side."""
    asked = [provider(acting, today) for provider in (*duties, *start_page)]
    given = side_by_side(*asked)
    owed = [duty for rows in given[: len(duties)] for duty in rows]
    shown = [section for rows in given[len(duties) :] for section in rows]
    return _by_day(owed), sorted(shown, key=lambda section: section.order)


def _by_day(owed: list[Duty]) -> list[Duty]:
    """In due order; what has no day comes last."""
    return sorted(owed, key=lambda duty: (duty.due_on or date.max, duty.title))


def case_links(acting: Any, case: Any) -> list[CaseLink]:
    return [link for provider in case_panels for link in provider(acting, case)]


def readers_of(acting: Any, case: Any) -> list[Who]:
    return [line for provider in who_sees for line in provider(acting, case)]
