"""Reading of declared values: each reader takes what the file says and gives a typed value, or says what is wrong.

A reader raises `Unreadable` with a clause ("ska vara ett heltal …") and the place within the key.
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from django.utils.translation import gettext as _

T = TypeVar("T")
Read = Callable[[Any], Any]


class Unreadable(Exception):
    """A declared value that cannot be used: the clause for the sentence and where inside the key."""

    def __init__(self, clause: str, place: str = "") -> None:
        super().__init__(clause)
        self.clause, self.place = clause, place

    def within(self, place: str) -> "Unreadable":
        joint = "" if not self.place or self.place.startswith("[") else "."
        return Unreadable(self.clause, f"{place}{joint}{self.place}")


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Unreadable(_("ska vara en text, men är %(value)s") % {"value": _shown(value)})
    return value.strip()


def words(value: Any) -> str:
    """A text that may be empty."""
    return "" if value in ("", None) else text(value)


def whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Unreadable(_("ska vara ett heltal från 0 och uppåt, men är %(value)s") % {"value": _shown(value)})
    return value


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unreadable(_("ska vara true eller false, men är %(value)s") % {"value": _shown(value)})
    return value


def day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(_("ska vara ett datum som 2026-01-31, men är %(value)s") % {"value": _shown(value)}) from None


def colour(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-f]{6}", value):
        raise Unreadable(_("ska vara en färg som #1a2b3c, men är %(value)s") % {"value": _shown(value)})
    return value


def month_day(value: Any) -> str:
    try:
        date.fromisoformat(f"2001-{value}")
    except ValueError:
        clause = _('ska vara månad och dag inom citattecken, som "07-01", men är %(value)s')
        raise Unreadable(clause % {"value": _shown(value)}) from None
    return value


def offset(value: Any) -> int | str:
    """Days after the start, negative days before the due day, or a share of the whole time."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{1,2}%", value):
        return value
    raise Unreadable(
        _('ska vara ett antal dagar eller en andel som "60%%", men är %(value)s') % {"value": _shown(value)}
    )


@dataclass(frozen=True)
class OneOf:
    """One of a closed list of words, which a page can offer."""

    allowed: tuple[str, ...]

    def __call__(self, value: Any) -> str:
        if value not in self.allowed or isinstance(value, bool):
            given = {"allowed": ", ".join(self.allowed), "value": _shown(value)}
            raise Unreadable(_("ska vara något av %(allowed)s, men är %(value)s") % given)
        return value


def one_of(*allowed: str) -> OneOf:
    return OneOf(allowed)


@dataclass(frozen=True)
class NoneOr(Generic[T]):
    """What `inner` reads, or nothing: the region does not use it."""

    inner: Callable[[Any], T]

    def __call__(self, value: Any) -> T | None:
        return None if value is None else self.inner(value)


def none_or(inner: Callable[[Any], T]) -> NoneOr[T]:
    return NoneOr(inner)


def list_of(inner: Callable[[Any], T], at_least: int = 0) -> Callable[[Any], tuple[T, ...]]:
    def read(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list) or len(value) < at_least:
            clause = _("ska vara en lista med minst %(count)s värden, men är %(value)s")
            raise Unreadable(clause % {"count": at_least, "value": _shown(value)})
        return tuple(_inside(f"[{number}]", inner, item) for number, item in enumerate(value, start=1))

    return read


def mapping_of(inner: Callable[[Any], T], keys: Read = text) -> Callable[[Any], dict[str, T]]:
    def read(value: Any) -> dict[str, T]:
        if not isinstance(value, dict):
            raise Unreadable(_("ska vara namn med värden, men är %(value)s") % {"value": _shown(value)})
        return {_inside(str(name), keys, name): _inside(str(name), inner, item) for name, item in value.items()}

    return read


def shape(kind: type[T], /, **special: Read) -> Callable[[Any], T]:
    """Reads a mapping into a dataclass of shapes.py; `special` readers take the place of the one its type gives."""
    known = {item.name: special.get(item.name) or _by_type(item.type) for item in fields(kind)}  # type: ignore[arg-type]
    needed = {item.name for item in fields(kind) if item.default is item.default_factory is MISSING}  # type: ignore[arg-type]

    def read(value: Any) -> T:
        if not isinstance(value, dict):
            raise Unreadable(_("ska vara namn med värden, men är %(value)s") % {"value": _shown(value)})
        for name in sorted(needed - value.keys()):
            raise Unreadable(_("saknas"), name)
        for name in sorted(value.keys() - known.keys()):
            raise Unreadable(_("är inget känt namn här"), str(name))
        return kind(**{name: _inside(name, known[name], item) for name, item in value.items()})

    return read


def _by_type(annotation: Any) -> Read:
    plain: dict[Any, Read] = {str: words, int: whole, bool: yes_or_no, date: day}
    if annotation in plain:
        return plain[annotation]
    if get_origin(annotation) in (Union, UnionType):
        inner = next(part for part in get_args(annotation) if part is not NoneType)
        return none_or(_by_type(inner))
    return list_of(_by_type(get_args(annotation)[0]))


def _inside(place: str, read: Callable[[Any], T], value: Any) -> T:
    try:
        return read(value)
    except Unreadable as wrong:
        raise wrong.within(place) from None


def _shown(value: Any) -> str:
    if value is None:
        return _("tomt")
    short = str(value)
    return f"«{short[:60]}…»" if len(short) > 60 else f"«{short}»"
