"""Write the log, in the same transaction as the act: what cannot be logged does not happen. [security 5]

Who acts, for which unit, principal and region is taken by the database from the signed context; nothing said here
can change it. Codes and ids only: no names, no text, no search words.
"""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from core.access import Acting, acting_as, current
from core.audit import request
from core.audit.errors import AuditFailed

CODE = re.compile(r"[A-Za-z0-9_.:/-]*")
APPEND = "SELECT access.audit_append(%s, %s, %s::uuid[], %s::uuid[], %s::uuid[], %s::uuid, %s, %s, %s, %s, %s, %s)"

Id = UUID | str | None


def record(
    action: str,
    obj: Model | None = None,
    *,
    by: Acting | None,
    case_id: Id = None,
    child_id: Id = None,
    object_kind: str = "",
    object_id: Id = None,
    reason: str = "",
    basis: str = "",
    purpose: str = "",
    outcome: str = "ok",
    unit_id: Id = None,
) -> None:
    """One act. `unit_id` is the unit it concerns (a receiver), not the acting one; `reason` and `basis` are codes.

    Kind, id, case and child are taken from `obj` where they are not given. `by` None only at the door
    (login, session, factor, invitation), where nobody acts yet. Raises AuditFailed.
    """
    if obj is not None:
        object_kind = object_kind or obj._meta.label_lower
        object_id = object_id or obj.pk
        case_id = case_id or getattr(obj, "case_id", None)
        child_id = child_id or getattr(obj, "child_id", None)
    codes = (basis, purpose, outcome, reason)
    _append(action, by, object_kind, [object_id], [case_id], [child_id], unit_id, codes)


def record_many(
    action: str,
    ids: Iterable[Id],
    *,
    by: Acting,
    object_kind: str,
    case_ids: Sequence[Id] | None = None,
    child_ids: Sequence[Id] | None = None,
    purpose: str = "",
) -> int:
    """The rows of one list answer, each its own line of the log, in one statement; how many. Raises AuditFailed.

    `case_ids` and `child_ids` stand beside `ids`, in the same order; for a list of cases `case_ids` is `ids` itself.
    """
    ids = list(ids)
    none: list[Id] = [None] * len(ids)
    cases, children = list(case_ids or none), list(child_ids or none)
    if not len(ids) == len(cases) == len(children):
        raise ValueError("case_ids and child_ids must stand beside ids.")
    if ids:
        _append(action, by, object_kind, ids, cases, children, None, ("", purpose, "ok", ""))
    return len(ids)


def record_listed(
    action: str, rows: Iterable[Any], *, by: Acting, object_kind: str, case: str = "case_id", child: str = "child_id"
) -> int:
    """The objects a list has shown, each its own line, in one statement; that it was empty is a line too. [security 5]

    `case` and `child` name what the rows hold of them, where they do: "pk" for a list of children. Raises AuditFailed.
    """
    shown = list(rows)
    if not shown:
        record(action, by=by, object_kind=object_kind)
        return 0
    cases, children = ([getattr(row, name, None) for row in shown] for name in (case, child))
    ids = [row.pk for row in shown]
    return record_many(action, ids, by=by, object_kind=object_kind, case_ids=cases, child_ids=children)


def record_refusal(action: str, obj: Model | None = None, *, by: Acting | None, **fields: Any) -> None:
    """An act that was refused, in a transaction of its own that survives the rollback of the act's.

    Within a request it waits for the request's transaction to end. Elsewhere call it after the rollback:
    raises AuditFailed inside an open transaction.
    """
    write = partial(_write_refusal, action, obj, by, {"outcome": "refused", **fields})
    if not request.wait_for_end(write):
        write()


def _write_refusal(action: str, obj: Model | None, by: Acting | None, fields: dict) -> None:
    try:
        with transaction.atomic(durable=True):
            if by is None:
                record(action, obj, by=None, **fields)
                return
            with acting_as(by):
                record(action, obj, by=by, **fields)
    except RuntimeError as error:
        raise AuditFailed("A refusal is written after the rollback, not inside an open transaction.") from error


def _append(
    action: str,
    by: Acting | None,
    object_kind: str,
    ids: list[Id],
    cases: list[Id],
    children: list[Id],
    unit_id: Id,
    codes: tuple[str, str, str, str],
) -> None:
    if not connection.in_atomic_block:
        raise AuditFailed("The log is written in the transaction of the act; there is none.")
    _same_actor(by)
    if not all(CODE.fullmatch(str(code)) for code in (action, object_kind, *codes)):
        raise AuditFailed(f"What {action!r} says to the log is no code.")
    sent = [action, object_kind, _uuids(ids), _uuids(cases), _uuids(children), unit_id, *map(str, codes)]
    sent += [request.request_id(), request.session_hash()]
    try:
        with connection.cursor() as cursor:
            cursor.execute(APPEND, sent)
            written = cursor.fetchone()[0]
    except DatabaseError as error:
        raise AuditFailed(f"{action} could not be logged.") from error
    if written != len(ids):
        raise AuditFailed(f"{action} was logged {written} times, not {len(ids)}.")


def _same_actor(by: Acting | None) -> None:
    """The context, not the argument, says who acts; that they differ is a fault in the caller."""
    acting = current()
    if by is None or acting is None:
        return
    if (by.user_id, by.assignment_id) != (acting.user_id, acting.assignment_id):
        raise AuditFailed("The one who is said to act is not the one who acts.")


def _uuids(ids: Iterable[Id]) -> list[UUID | None]:
    """Keys that are no UUID (a session's, a message's) are left out of the log: it holds random ids only."""
    return [_uuid(value) for value in ids]


def _uuid(value: Id) -> UUID | None:
    if value is None or isinstance(value, UUID):
        return value
    try:
        return UUID(str(value))
    except ValueError:
        return None
