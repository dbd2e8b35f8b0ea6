"""Lock before asking, ask before changing. [security 3]"""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models

Model = TypeVar("Model", bound=models.Model)


def lock(obj: Model, *, share: bool = False) -> Model:
    """The row as it is now, locked to the end of the transaction. Hidden or gone: PermissionDenied."""
    manager = type(obj)._default_manager
    if share:
        query = f'SELECT * FROM "{type(obj)._meta.db_table}" WHERE id = %s FOR SHARE'  # noqa: S608
        fresh = next(iter(manager.raw(query, [obj.pk])), None)
    else:
        fresh = manager.filter(pk=obj.pk).select_for_update(of=("self",)).first()
    if fresh is None:
        raise PermissionDenied
    return fresh


def require(allowed: bool) -> None:
    """Go on only when the policy said yes."""
    if not allowed:
        raise PermissionDenied
