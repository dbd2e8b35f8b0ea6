"""The signed, transaction-local context that row security trusts. [security 3]

`acting_as` is the only place that sets it: middleware for requests, decorator for jobs, with-block for commands.
"""

import hashlib
import hmac
import time
from contextlib import ContextDecorator, nullcontext
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connections, transaction

from core import clock
from core.access.acting import Acting

LIFETIME_SECONDS = 60
_current: ContextVar[Acting | None] = ContextVar("acting", default=None)


def current() -> Acting | None:
    """Who acts in this thread now, None outside every context."""
    return _current.get()


def signed(acting: Acting, backend_pid: int) -> str:
    """The value of `app.context`: what is claimed, until when, and the proof bound to this connection."""
    moment = clock.moved()
    fields = (
        acting.kind,
        acting.user_id or "",
        acting.assignment_id or "",
        acting.region_id or "",
        acting.purpose or acting.job,
        moment.isoformat() if moment else "",
        int(time.time()) + LIFETIME_SECONDS,
        acting.case_id or "",
        *(() if acting.opens_children else ("closed",)),
    )
    claim = "|".join(str(field).replace("|", "") for field in fields)
    proof = hmac.new(bytes.fromhex(settings.CONTEXT_KEY), f"{claim}|{backend_pid}".encode(), hashlib.sha256)
    return f"{claim}|{proof.hexdigest()}"


def _set(value: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('app.context', %s, true)", [value])


def _narrows(outer: Acting | None, inner: Acting) -> bool:
    """Nested contexts may narrow, never widen: a user stays that user; a job may take a region or a user's place."""
    if outer is None:
        return True
    if outer.case_id is not None and inner.case_id != outer.case_id:
        return False
    if inner.opens_children and not outer.opens_children:
        return False
    if outer.is_user:
        return inner.is_user and inner.assignment_id == outer.assignment_id
    return outer.region_id is None or outer.region_id == inner.region_id


class acting_as(ContextDecorator):  # noqa: N801  (reads as a verb)
    """Open a transaction in which `acting` asks; the outer value comes back on leaving.

    `whole`: the transaction that stands open is this context's from first to last, as a request's is. It gets no
    savepoint of its own, and where it is the outermost nothing is put back: the value ends with it.
    Raises PermissionDenied when a nested context would widen what the outer one may see.
    """

    def __init__(
        self,
        acting: Acting | None = None,
        *,
        job: str = "",
        command: str = "",
        region_id: Any = None,
        purpose: str = "",
        using: str = "default",
        whole: bool = False,
    ):
        if acting is None:
            kind = "job" if job else "command"
            acting = Acting(kind=kind, region_id=region_id, purpose=purpose, job=job or command)
        elif purpose:
            acting = replace(acting, purpose=purpose)
        self.acting, self.using, self.whole = acting, using, whole
        self._stack: list = []

    def _recreate_cm(self):
        return type(self)(self.acting, using=self.using, whole=self.whole)

    def __enter__(self) -> Acting:
        outer = _current.get()
        if not _narrows(outer, self.acting):
            raise PermissionDenied
        connection = connections[self.using]
        is_whole = self.whole and connection.in_atomic_block
        goes_on = connection.in_atomic_block and not (is_whole and not connection.savepoint_ids)
        atomic = nullcontext() if is_whole else transaction.atomic(using=self.using)
        atomic.__enter__()
        try:
            previous = self._read() if goes_on else ""
            _set(self._signed(), self.using)
        except BaseException as error:
            atomic.__exit__(type(error), error, error.__traceback__)
            raise
        self._stack.append((atomic, previous, goes_on, _current.set(self.acting)))
        return self.acting

    def __exit__(self, kind, error, trace):
        atomic, previous, goes_on, token = self._stack.pop()
        _current.reset(token)
        if error is None and goes_on and not connections[self.using].needs_rollback:
            try:
                _set(previous, self.using)
            except BaseException as fault:  # the database has gone; nothing may seem to stand open
                atomic.__exit__(type(fault), fault, fault.__traceback__)
                raise
        return atomic.__exit__(kind, error, trace)

    def _read(self) -> str:
        with connections[self.using].cursor() as cursor:
            cursor.execute("SELECT coalesce(current_setting('app.context', true), '')")
            return cursor.fetchone()[0]

    def _signed(self) -> str:
        connection = connections[self.using]
        connection.ensure_connection()
        return signed(self.acting, connection.connection.info.backend_pid)


def renew(using: str = "default") -> None:
    """Sign the context anew: long jobs call it once per batch, before its minute has passed."""
    acting = _current.get()
    if acting is None:
        raise PermissionDenied
    connection = connections[using]
    connection.ensure_connection()
    _set(signed(acting, connection.connection.info.backend_pid), using)


def job_regions() -> list[tuple]:
    """(id, code) of every region, for a job that takes one region at a time."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT id, code FROM access.job_regions()")
        return cursor.fetchall()
