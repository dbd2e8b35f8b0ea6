"""A connection whose server has gone is closed before anybody asks over it: the next request begins on a new one.

A database that was away a moment is then felt by nobody who comes after. It costs no statement: an idle server has
nothing to say, so whatever waits to be read is its last word or its end.
"""

import select
from typing import Any

from django.db import connections


def close_dead(**_: Any) -> None:
    """Before a request or a job; connections in the middle of a transaction are left to whoever began it."""
    for connection in connections.all(initialized_only=True):
        if connection.connection is not None and not connection.in_atomic_block and _has_gone(connection.connection):
            connection.close()


def _has_gone(inner: Any) -> bool:
    if inner.closed:
        return True
    asked = select.poll()
    asked.register(inner.fileno(), select.POLLIN)
    return bool(asked.poll(0))
