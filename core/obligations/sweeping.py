"""What the clock itself does: remind, declare late, lift. Set-based, one statement per region and level. [security 11]

Idempotent: what has been said is no longer found, and the numbers of events admit each only once. The same statement
serves a whole region each minute and a single clock that is late at birth.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db import connection

from core.access import acting_as, job_regions
from core.notices.keys import KEY_SQL
from core.notices.wake import wake_sender
from core.obligations.scopes import SCOPE_OF_ROLE
from core.obligations.states import EventKind
from core.workdays import local_today

JOB = "sweep"
NOWHERE = UUID(int=0)
STANDING_LATE = (
    "(SELECT count(*) FROM obligations_obligation o WHERE o.region_id = %(region)s AND o.code = fresh.code"
    " AND o.district_id = fresh.district_id AND o.status = 'breached')"
)


@dataclass(frozen=True)
class Level:
    """One thing the clock says: which rows are due for it, the day it falls on, how the row changes, who hears."""

    kind: str
    window: str
    told_on: str
    changes: str
    roles: str
    number: str
    notice: str
    blind_notice: str


BREACH = Level(
    kind=EventKind.BREACHED,
    window="o.status IN ('pending', 'due_soon') AND o.paused_on IS NULL AND o.due_on < %(today)s",
    told_on="o.due_on + 1",
    changes="status = 'breached', next_warn_on = NULL, escalate_on = o.due_on + r.escalate_after",
    roles="r.on_breach_roles",
    number=f"fresh.number + {STANDING_LATE}",
    notice="deadline_breached",
    blind_notice="district_breached",
)
WARN = Level(
    kind=EventKind.WARNED,
    window="o.next_warn_on IS NOT NULL AND o.paused_on IS NULL AND o.next_warn_on <= %(today)s"
    " AND o.status IN ('pending', 'due_soon') AND o.due_on >= %(today)s",
    told_on="(SELECT max(w) FROM unnest(o.warn_on) AS w WHERE w <= %(today)s)",
    changes="status = 'due_soon', next_warn_on = (SELECT min(w) FROM unnest(o.warn_on) AS w WHERE w > due.told_on)",
    roles="'[]'::jsonb",
    number="NULL::bigint",
    notice="deadline_warned",
    blind_notice="deadline_warned",
)
ESCALATE = Level(
    kind=EventKind.ESCALATED,
    window="o.escalate_on IS NOT NULL AND o.escalate_on <= %(today)s AND o.status = 'breached'",
    told_on="o.escalate_on",
    changes="escalate_on = NULL",
    roles="r.escalate_roles",
    number=STANDING_LATE,
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
    told = "concat_ws('|', due.id, %(kind)s, due.told_on, r.recipient_id, channel.name)"
    window = level.window + (" AND o.id = %(only)s" if single else "")
    parts = {"told_on": level.told_on, "changes": level.changes, "roles": level.roles, "number": level.number}
    return text.format(window=window, key=KEY_SQL.format(text=told), **parts)


def sweep_region(region_id: UUID, at: datetime, *, only: UUID | None = None) -> Swept:
    """Say what is due in the region at the moment, in the running transaction; `only` for one clock."""
    values = {
        "region": region_id,
        "today": local_today(at),
        "at": at,
        "only": only,
        "nowhere": NOWHERE,
        "roles": list(SCOPE_OF_ROLE),
        "scopes": list(SCOPE_OF_ROLE.values()),
    }
    said = {}
    with connection.cursor() as cursor:
        for level in LEVELS:
            told = {"kind": str(level.kind), "notice": level.notice, "blind_notice": level.blind_notice}
            cursor.execute(statement(level, single=only is not None), values | told)
            said[str(level.kind)] = cursor.fetchone()[0]
    return Swept(**said)


def sweep(at: datetime, *, wake: bool = True) -> Swept:
    """Every region in turn, each in its own transaction; wakes the sender when something was said."""
    with acting_as(job=JOB):
        regions = job_regions()
    total = Swept()
    for region_id, _code in regions:
        with acting_as(job=JOB, region_id=region_id):
            total += sweep_region(region_id, at)
    if total and wake:
        wake_sender()
    return total
