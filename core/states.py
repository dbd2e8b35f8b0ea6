"""The one form of a state machine: a table of moves, each with its sources and its target. [domain 4.10]"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.errors import WrongState


@dataclass(frozen=True)
class Transition:
    """One move of a state machine: from any of `sources` to `target`."""

    sources: Collection[str]
    target: str

    def allowed_from(self, status: str) -> bool:
        """For policies: may the move be made from this state?"""
        return status in self.sources

    def guard(self, obj: Any) -> None:
        """For services: raises WrongState, naming the state as a label, when the move cannot be made."""
        if not self.allowed_from(obj.status):
            label = obj.get_status_display()
            raise WrongState(_("Det går inte att göra det nu. Nuvarande status: %(status)s.") % {"status": label})
