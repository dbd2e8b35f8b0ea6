"""Lock before asking, ask before changing. [security 3]"""

from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, models

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


def in_turn(what: str, key: UUID) -> None:
    """Those who do this with the same key come after each other, to the end of the transaction; no row is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what} {key}"])


def require(allowed: bool) -> None:
    """Go on only when the policy said yes."""
    if not allowed:
        raise PermissionDenied
