"""What a cell names, among what the region has."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from core.intake.columns import plain

ALIKE = 0.75  # how near a name must be to be suggested


class Named:
    """The things of one sort by their names. `lacks` is the sentence for a name that none has, with %(name)s."""

    def __init__(self, rows: Iterable[Any], lacks: Any, names: Callable[[Any], Iterable[str]] | None = None) -> None:
        self.lacks = lacks
        self.rows: dict[str, list[Any]] = {}
        self.called: dict[str, str] = {}
        for row in rows:
            for name in dict.fromkeys(names(row) if names else (str(row),)):
                self.rows.setdefault(plain(name), []).append(row)
                self.called.setdefault(plain(name), name)

    def all(self, text: str) -> list[Any]:
        return self.rows.get(plain(text), [])

    def sentence(self, text: str) -> str:
        """That nothing is called so, and what may have been meant."""
        said = str(self.lacks) % {"name": text}
        near = get_close_matches(plain(text), self.rows, 1, ALIKE)
        return f"{said} {_('Menade du ”%(name)s”?') % {'name': self.called[near[0]]}}" if near else said
