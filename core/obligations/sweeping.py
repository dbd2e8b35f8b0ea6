"""What the clock itself does: remind, declare late, lift. Set-based, one statement per region and level. [security 11]

Idempotent: what has been said is no longer found, and the numbers of events admit each only once. The same statement
serves a whole region each minute and a single clock that is late at birth.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from core.access import acting_as, job_regions, renew
from core.notices.keys import KEY_SQL
from core.notices.wake import wake_sender
from core.obligations.scopes import SCOPE_OF_ROLE
from core.obligations.states import EventKind
from core.workdays import local_today

JOB = "sweep"
NOWHERE = UUID(int=0)
MANY = 500  # from here on lists are joined by hash, whatever the planner guesses
MOST = 100_000  # told in one statement: the rest in the next
LANES = 2  # regions at a time where a great deal is due
MANY_CLOCKS = 100_000
MUCH = 2_000  # due: from so many on in one region a connection for each lane costs less than it saves
LARGE = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '128MB'"


@dataclass(frozen=True)
class Level:
    """One thing the clock says: which rows are due for it, the day it falls on, how the row changes, who hears.

    `first` is the day by which the level's own index lies.
    """

    kind: str
    window: str
    first: str
    told_on: str
    changes: str
    roles: str
    notice: str
    blind_notice: str


BREACH = Level(
    kind=EventKind.BREACHED,
    window="o.ended_on IS NULL AND o.paused_on IS NULL AND o.due_on < %(today)s AND o.due_on >= %(since)s"
    " AND o.status IN ('pending', 'due_soon')",
    first="o.due_on",
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
    first="o.next_warn_on",
    told_on="(SELECT max(w) FROM unnest(o.warn_on) AS w WHERE w <= %(today)s)",
    changes="status = 'due_soon', next_warn_on = (SELECT min(w) FROM unnest(o.warn_on) AS w WHERE w > %(today)s)",
    roles="'[]'::jsonb",
    notice="deadline_warned",
    blind_notice="deadline_warned",
)
ESCALATE = Level(
    kind=EventKind.ESCALATED,
    window="o.ended_on IS NULL AND o.paused_on IS NULL AND o.escalate_on <= %(today)s AND o.escalate_on >= %(since)s"
    " AND o.escalate_on IS NOT NULL AND o.escalated_on IS NULL AND o.status = 'breached'",
    first="o.escalate_on",
    told_on="o.escalate_on",
    changes="escalated_on = o.escalate_on",
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
def statement(level: Level, *, single: bool, careful: bool = True) -> str:
    """The level's SQL, for a region or for one clock in it; a careful one passes over what was told before."""
    text = (Path(__file__).parent / "sql" / "sweep.sql").read_text(encoding="utf-8")
    told = "notes.told || '|' || channel.name"
    parts = {"told_on": level.told_on, "changes": level.changes, "roles": level.roles}
    parts |= {"conflict": "ON CONFLICT DO NOTHING" if careful else ""}
    return text.format(window=_window(level, single), key=KEY_SQL.format(text=told), **parts)


@lru_cache
def look(*, single: bool, most: int = MANY) -> str:
    """Is anything due, at each level: counted up to `most`, by the levels' own indexes, in one cheap statement."""
    due = (
        "(SELECT count(*) FROM (SELECT FROM obligations_obligation o WHERE {where} ORDER BY {first} LIMIT {most}) due)"
    )
    where = "o.region_id = %(region)s AND {window}"
    found = (
        due.format(where=where.format(window=_window(level, single)), first=level.first, most=most) for level in LEVELS
    )
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
        "most": MOST,
        "nowhere": NOWHERE,
        "roles": list(SCOPE_OF_ROLE),
        "scopes": list(SCOPE_OF_ROLE.values()),
    }
    single, said, liftable = only is not None, {}, 0
    with connection.cursor() as cursor:
        cursor.execute(look(single=single), values)
        for level, due in zip(LEVELS, cursor.fetchone(), strict=True):
            due += liftable if level is ESCALATE else 0
            if due:
                number, late = _say(cursor, level, values, single=single, many=due >= MANY)
                said[str(level.kind)] = number
                liftable += late if level is BREACH else 0
    return Swept(**said)


def _say(cursor: Any, level: Level, values: dict[str, Any], *, single: bool, many: bool) -> tuple[int, int]:
    """How many were told, and how many of them are to be lifted as well."""
    values = values | {"kind": str(level.kind), "notice": level.notice, "blind_notice": level.blind_notice}
    if many:
        return _say_many(cursor, level, values)
    cursor.execute(statement(level, single=single), values)
    return cursor.fetchone()


def _say_many(cursor: Any, level: Level, values: dict[str, Any]) -> tuple[int, int]:
    """Batch by batch, each well within the context's minute."""
    cursor.execute(LARGE)
    number = late = 0
    while True:
        told, lifted = _batch(cursor, level, values)
        number, late = number + told, late + lifted
        if told < values["most"]:
            return number, late


def _batch(cursor: Any, level: Level, values: dict[str, Any]) -> tuple[int, int]:
    """Without asking row by row what was told before, which is dear and seldom so; if it was, once more with care."""
    renew()
    try:
        with transaction.atomic():
            cursor.execute(statement(level, single=False, careful=False), values)
    except IntegrityError:
        renew()
        cursor.execute(statement(level, single=False), values)
    told = cursor.fetchone()
    renew()
    return told


def sweep(at: datetime, *, since: date = date.min, wake: bool = True, lanes: int = 1) -> Swept:
    """Every region in turn, each in its own transaction; wakes the sender when something was said.

    `lanes`: so many regions at a time, each on a connection of its own; for those who stand in no transaction.
    Raises the first region's error when all have had their turn: nobody's deadline waits for another region's fault.
    """
    with acting_as(job=JOB):
        regions = job_regions()
    one = partial(_region, at=at, since=since)
    if lanes > 1 and len(regions) > 1:
        with ThreadPoolExecutor(lanes) as pool:
            done = list(pool.map(partial(_in_lane, one), regions))
    else:
        done = [_tried(one, region) for region in regions]
    total = sum((said for said in done if isinstance(said, Swept)), Swept())
    if total and wake:
        wake_sender()
    for fault in done:
        if isinstance(fault, Exception):
            raise fault
    return total


def lanes_for(at: datetime, *, since: date = date.min) -> int:
    """How many regions at a time: LANES when some region has MUCH due, as on a large county's midnight.

    Whoever looks at all there is does not look twice: among many clocks LANES.
    """
    if since == date.min:
        return LANES if _clocks() >= MANY_CLOCKS else 1
    with acting_as(job=JOB):
        regions = job_regions()
    return LANES if any(_has_much(region_id, at, since) for region_id, _code in regions) else 1


def _clocks() -> int:
    """About how many there are in all, as the database last counted them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = 'obligations_obligation'::regclass")
        return cursor.fetchone()[0]


def _has_much(region_id: UUID, at: datetime, since: date) -> bool:
    values: dict[str, Any] = {"region": region_id, "today": local_today(at), "since": since}
    with acting_as(job=JOB, region_id=region_id), connection.cursor() as cursor:
        cursor.execute(look(single=False, most=MUCH), values)
        return sum(cursor.fetchone()) >= MUCH


def _region(region: tuple, *, at: datetime, since: date) -> Swept:
    region_id, _code = region
    with acting_as(job=JOB, region_id=region_id):
        return sweep_region(region_id, at, since=since)


def _tried(one: Callable[[tuple], Swept], region: tuple) -> Swept | Exception:
    try:
        return one(region)
    except Exception as fault:  # noqa: BLE001  (told by `sweep` when the other regions have had their turn)
        return fault


def _in_lane(one: Callable[[tuple], Swept], region: tuple) -> Swept | Exception:
    try:
        return _tried(one, region)
    finally:
        connection.close()
