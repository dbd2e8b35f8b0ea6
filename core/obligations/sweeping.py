"""What the clock itself does: remind, declare late, lift. Set-based, one statement per region and level. [security 11]

Idempotent: what has been said is no longer found, and the numbers of events admit each only once. The same statement
serves a whole region each minute and a single clock that is late at birth.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from core.access import acting_as, job_regions, renew
from core.notices.keys import KEY_SQL
from core.notices.wake import wake_sender
from core.obligations.scopes import SCOPE_OF_ROLE
from core.obligations.states import EventKind
from core.workdays import local_today

JOB = "sweep"
NOWHERE = UUID(int=0)
MANY = 20_000  # from here on lists are joined by hash, whatever the planner guesses


@dataclass(frozen=True)
class Level:
    """One thing the clock says: which rows are due for it, the day it falls on, how the row changes, who hears."""

    kind: str
    window: str
    told_on: str
    changes: str
    roles: str
    notice: str
    blind_notice: str


BREACH = Level(
    kind=EventKind.BREACHED,
    window="o.ended_on IS NULL AND o.paused_on IS NULL AND o.due_on < %(today)s AND o.due_on >= %(since)s"
    " AND o.status IN ('pending', 'due_soon')",
    told_on="o.due_on + 1",
    changes="status = 'breached', next_warn_on = NULL",
    roles="r.on_breach_roles",
    notice="deadline_breached",
    blind_notice="district_breached",
)
WARN = Level(
    kind=EventKind.WARNED,
    window="o.next_warn_on IS NOT NULL AND o.paused_on IS NULL AND o.next_warn_on <= %(today)s"
    " AND o.status IN ('pending', 'due_soon') AND o.due_on >= %(today)s",
    told_on="(SELECT max(w) FROM unnest(o.warn_on) AS w WHERE w <= %(today)s)",
    changes="status = 'due_soon', next_warn_on = (SELECT min(w) FROM unnest(due.warn_on) AS w WHERE w > due.told_on)",
    roles="'[]'::jsonb",
    notice="deadline_warned",
    blind_notice="deadline_warned",
)
ESCALATE = Level(
    kind=EventKind.ESCALATED,
    window="o.ended_on IS NULL AND o.paused_on IS NULL AND o.escalate_on <= %(today)s AND o.escalate_on >= %(since)s"
    " AND o.escalate_on IS NOT NULL AND o.escalated_on IS NULL AND o.status = 'breached'",
    told_on="o.escalate_on",
    changes="escalated_on = due.told_on",
    roles="r.escalate_roles",
    notice="deadline_escalated",
    blind_notice="district_escalated",
)
LEVELS = (BREACH, WARN, ESCALATE)


@dataclass(frozen=True)
class Swept:
    """How many clocks were said something about."""

    breached: int = 0
    warned: int = 0
    escalated: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(self.breached + other.breached, self.warned + other.warned, self.escalated + other.escalated)

    def __bool__(self) -> bool:
        return bool(self.breached or self.warned or self.escalated)


@lru_cache
def statement(level: Level, *, single: bool) -> str:
    """The level's SQL, for a region or for one clock in it."""
    text = (Path(__file__).parent / "sql" / "sweep.sql").read_text(encoding="utf-8")
    told = "concat_ws('|', notes.first, %(kind)s, notes.told_on, notes.recipient_id, channel.name)"
    parts = {"told_on": level.told_on, "changes": level.changes, "roles": level.roles}
    return text.format(window=_window(level, single), key=KEY_SQL.format(text=told), **parts)


@lru_cache
def look(*, single: bool) -> str:
    """Is anything due, at each level: counted up to MANY, by the same indexes, in one cheap statement."""
    due = "(SELECT count(*) FROM (SELECT FROM obligations_obligation o WHERE {where} LIMIT {most}) due)"
    where = "o.region_id = %(region)s AND {window}"
    found = (due.format(where=where.format(window=_window(level, single)), most=MANY) for level in LEVELS)
    return "SELECT " + ", ".join(found)


def _window(level: Level, single: bool) -> str:
    return level.window + (" AND o.id = %(only)s" if single else "")


def sweep_region(region_id: UUID, at: datetime, *, only: UUID | None = None, since: date = date.min) -> Swept:
    """Say what is due in the region at the moment, in the running transaction; `only` for one clock.

    `since` leaves out what fell due before that day, which an earlier sweep has said.
    """
    values: dict[str, Any] = {
        "region": region_id,
        "today": local_today(at),
        "since": since,
        "at": at,
        "only": only,
        "nowhere": NOWHERE,
        "roles": list(SCOPE_OF_ROLE),
        "scopes": list(SCOPE_OF_ROLE.values()),
    }
    single, said = only is not None, {"breached": 0}
    with connection.cursor() as cursor:
        cursor.execute(look(single=single), values)
        for level, due in zip(LEVELS, cursor.fetchone(), strict=True):
            if due or (level is ESCALATE and said["breached"]):
                said[str(level.kind)] = _say(cursor, level, values, single=single, many=due >= MANY)
    return Swept(**said)


def _say(cursor: Any, level: Level, values: dict[str, Any], *, single: bool, many: bool) -> int:
    if many:
        renew()  # a long statement may outlast the context's minute
        cursor.execute("SET LOCAL enable_nestloop = off")
    told = {"kind": str(level.kind), "notice": level.notice, "blind_notice": level.blind_notice}
    cursor.execute(statement(level, single=single), values | told)
    number = cursor.fetchone()[0]
    if many:
        cursor.execute("SET LOCAL enable_nestloop = on")
        renew()
    return number


def sweep(at: datetime, *, since: date = date.min, wake: bool = True) -> Swept:
    """Every region in turn, each in its own transaction; wakes the sender when something was said."""
    with acting_as(job=JOB):
        regions = job_regions()
    total = Swept()
    for region_id, _code in regions:
        with acting_as(job=JOB, region_id=region_id):
            total += sweep_region(region_id, at, since=since)
    if total and wake:
        wake_sender()
    return total
