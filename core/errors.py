"""What a service says no with. Permission is Django's own `PermissionDenied`."""

from django.core.exceptions import PermissionDenied

__all__ = ["PermissionDenied", "Refused", "WrongState"]


class WrongState(Exception):
    """The thing is not in a state where this can be done. str() is the Swedish sentence for the user."""


class Refused(Exception):
    """What was asked for cannot be done as given: answered with 422, everything typed kept.

    str() is the Swedish sentence for the user; `field` names the form field to mend, None for the whole form.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
