"""What is kept of an obligation when it has ended, and how anybody can check it again. Pure. [issue: Obligations]

The hash runs over the events in order, each with the hash before it, and last over the verdict; it is taken of
canonical JSON (sorted keys, no spaces, UTF-8), so that it can be recomputed anywhere from the printed certificate's
data. No text and no name goes in: ids, codes, days.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from core.obligations.dates import Terms
from core.obligations.fold import State
from core.workdays import days_between

FORM = 1  # the form of the verdict; raised when its keys change


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical(value: Any) -> bytes:
    """The one written form of a value, the same on every machine."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain).encode()


def chain(entries: Iterable[Mapping[str, Any]], verdict: Mapping[str, Any]) -> str:
    """SHA-256 over each entry after the hash before it, and over the verdict last."""
    link = b""
    for entry in (*entries, verdict):
        link = hashlib.sha256(link + canonical(entry)).digest()
    return link.hex()


def verdict_of(state: State, terms: Terms, *, code: str, rule_id: UUID, rule_version: int) -> dict[str, Any]:
    """The verdict with its inputs; `days_used` leaves out the days the clock stood still."""
    assert state.ended_on is not None  # noqa: S101  (only ended obligations have a verdict)
    used = days_between(state.started_on, state.ended_on, terms.calendar) - state.paused_days
    late = days_between(state.due_on, state.ended_on, terms.calendar) if state.due_on else 0
    return {
        "form": FORM,
        "code": code,
        "rule": {"id": str(rule_id), "version": rule_version, **terms.as_data()},
        "started_on": state.started_on.isoformat(),
        "due_on": state.due_on and state.due_on.isoformat(),
        "ended_on": state.ended_on.isoformat(),
        "done": [day.isoformat() for day in state.done],
        "paused_days": state.paused_days,
        "days_used": max(used, 0),
        "days_late": late,
        "outcome": state.status,
        "events": state.count,
    }
