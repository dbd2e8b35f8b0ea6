"""One move of a state machine as services make it: locked, guarded, asked; then made and logged. [domain 4.10]"""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model

from core import audit
from core.access import Acting, lock, require
from core.states import Transition

Thing = TypeVar("Thing", bound=Model)


def locked(thing: Thing, move: Transition, may: Callable[[Acting, Thing], bool], by: Acting) -> Thing:
    """The row, held until the transaction ends. Raises WrongState, then PermissionDenied."""
    thing = lock(thing)
    move.guard(thing)
    require(may(by, thing))
    return thing


def moved(thing: Thing, move: Transition, act: str, by: Acting, *fields: str, reason: str = "") -> Thing:
    """In its new state, with the `fields` that the move changed, and in the log as `act`."""
    thing.status = move.target  # type: ignore[attr-defined]
    thing.save(update_fields=["status", *fields])
    audit.record(act, thing, by=by, reason=reason)
    return thing
