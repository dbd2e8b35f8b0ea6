"""What a service says no with. Permission is Django's own `PermissionDenied`."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

__all__ = ["EditedByAnother", "PermissionDenied", "Refused", "WrongState"]


class WrongState(Exception):
    """The thing is not in a state where this can be done. str() is the Swedish sentence for the user."""


class EditedByAnother(WrongState):
    """Somebody has saved the same thing in between; `current` is how it stands now. [security 10]"""

    def __init__(self, current: Any) -> None:
        super().__init__(_("Någon annan har sparat det här i samma stund. Båda texterna visas nu."))
        self.current = current


class Refused(Exception):
    """What was asked for cannot be done as given: answered with 422, everything typed kept.

    str() is the Swedish sentence for the user; `field` names the form field to mend, None for the whole form.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
