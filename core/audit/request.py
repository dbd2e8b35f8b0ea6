"""Which request an act belongs to, and refusals that wait for its transaction to end. [security 5]"""

from collections.abc import Callable
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("audit_request_id", default="")
_session_hash: ContextVar[str] = ContextVar("audit_session_hash", default="")
_waiting: ContextVar[list[Callable[[], None]] | None] = ContextVar("audit_waiting", default=None)


def set_request(request_id: str, session_hash: str) -> None:
    """Every row written from here on carries these; `forget_request` ends it."""
    _request_id.set(request_id)
    _session_hash.set(session_hash)
    _waiting.set([])


def forget_request() -> None:
    _request_id.set("")
    _session_hash.set("")
    _waiting.set(None)


def request_id() -> str:
    return _request_id.get()


def session_hash() -> str:
    return _session_hash.get()


def wait_for_end(write: Callable[[], None]) -> bool:
    """Keep a refusal until the request's transaction has ended; False outside a request."""
    waiting = _waiting.get()
    if waiting is None:
        return False
    waiting.append(write)
    return True


def write_waiting() -> int:
    """Write the refusals that waited, each in a transaction of its own; how many there were."""
    waiting = _waiting.get() or []
    count = len(waiting)
    while waiting:
        waiting.pop(0)()
    return count
