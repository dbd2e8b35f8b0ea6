"""What can be made known with a receipt: each kind of thing says how it is found, where it is, and when it is known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.access import Acting


@dataclass(frozen=True)
class Kind:
    """`key` in addresses, `about` as in notices.

    A thing has a `title` (its str), a key and its `forum`, whose leaders ask and follow up; one without a forum says in
    `follows` who does, and in `forums` whose members can be asked. `is_known(thing)`: so that it can be made known.
    """

    key: str
    about: str
    visible: Callable[[Acting], QuerySet]
    home: Callable[[Any], str]
    is_known: Callable[[Any], bool]
    follows: Callable[[Acting, Any], bool] | None = None
    forums: Callable[[Any], QuerySet] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.key] = kind


def kind_of(key: str) -> Kind | None:
    return _kinds.get(key)


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_about(about: str) -> Kind | None:
    """By what stands in a receipt."""
    return next((one for one in _kinds.values() if one.about == about), None)
