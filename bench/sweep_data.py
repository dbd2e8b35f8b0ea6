"""A county of clocks for the gates of the sweep, and what its times are held against. [perf 4, gates 21-23]

`run(n)` fills an empty, migrated database with n open clocks (38 % of them newly late), sweeps it as the worker does
and times the floors beside it. It needs MIGRATE_DATABASE_URL (to write past row security as bus_loader) and Django's
own connection signed in as bus_worker (BUS_PROCESS=worker). Days are even, places by turn: the same rows each time.
"""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import psycopg
from django.db import connection, transaction
from django.db.models import Q

from core.access import acting_as, job_regions
from core.notices.keys import notice_key
from core.notices.models import Notice
from core.obligations.catalogue import catalogue
from core.obligations.models import DeadlineRule, Obligation, ObligationEvent
from core.obligations.sweeping import lanes_for, sweep
from core.obligations.tasks import OVERLAP
from core.organisations.models import Area, District, Principal
from core.people.models import Person, RoleAssignment
from core.regions.models import Region
from core.roles import Role
from core.workdays import STOCKHOLM

TODAY = date(2026, 11, 23)
LENGTH = 60  # days that a clock is given
DAYS = 98  # days on which clocks start; those of the first 37 are late
REGIONS = 2  # as the portal has
DISTRICTS = 13
PARTS = 100  # clocks for the row-by-row loop
COLOURS = {"accent": "#1d4f91", "accent_strong": "#123a6d", "accent_tint": "#e8f0fa", "on_accent": "#ffffff"}

CLOCKS = """
INSERT INTO obligations_obligation (id, created_at, region_id, code, rule_id, case_id, subject_kind, subject_id,
  subject_code, area_id, district_id, owner_role, started_on, due_on, warn_on, sequence, status, verdict_hash,
  action_url_name)
SELECT md5(%(seed)s || i)::uuid, %(at)s, %(region)s, 'DL-01', %(rule)s, c.id, 'sip.case', c.id, 'K7M2-X4QD', %(area)s,
       (%(districts)s::uuid[])[1 + i %% %(places)s], 'forum_convenor', c.day, c.day + %(length)s, '{}', 1, 'pending',
       '', 'sip:case_detail'
FROM generate_series(0, %(number)s - 1) AS i
CROSS JOIN LATERAL (
  SELECT md5('case' || %(seed)s || i)::uuid AS id, %(first)s + (hashint4(i) & 65535) %% %(days)s AS day) AS c
"""
EVENTS = """
INSERT INTO obligations_obligationevent (obligation_id, sequence, region_id, case_id, kind, on_date, at, reason_code,
  data)
SELECT id, 1, region_id, case_id, 'started', started_on, created_at, '', %(data)s FROM obligations_obligation
WHERE region_id = %(region)s ORDER BY id
"""
WRITTEN = {
    "obligations_obligationevent": "at = %(at)s AND kind <> 'started'",
    "notices_notice": "created_at = %(at)s",
}


@contextmanager
def loader():
    """A cursor that writes past row security, as make_county does."""
    with (
        psycopg.connect(os.environ["MIGRATE_DATABASE_URL"], autocommit=True) as connected,
        connected.cursor() as cursor,
    ):
        cursor.execute("SET ROLE bus_loader")
        yield cursor


def _write(cursor: Any, row: Any) -> Any:
    fields = row._meta.concrete_fields
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    cursor.execute(f'INSERT INTO "{row._meta.db_table}" ({columns}) VALUES ({marks})', values)  # noqa: S608
    return row


def _region(cursor: Any, number: int, clocks: int) -> None:
    region = _write(cursor, Region(code=f"bench-{number}", name=f"Region {number}", **COLOURS))
    city = Principal(region=region, code=f"stad-{number}", kind="municipality", name="Stad", short_name="Stad")
    city.agreement_status = "joined"
    _write(cursor, city)
    since = TODAY - timedelta(days=3650)
    area = _write(cursor, Area(region=region, code=f"omrade-{number}", name="Område", valid_from=since))
    places = []
    for place in range(DISTRICTS):
        name = f"Distrikt {place}"
        places.append(District(region=region, principal=city, code=f"d-{place}", name=name, valid_from=since))
        _write(cursor, places[-1])
        _holder(cursor, region, Role.FORUM_CONVENOR, since, district=places[-1])
    _holder(cursor, region, Role.GROUP_CHAIR, since, area=area)
    rule = _write(cursor, _rule(region, since))
    start = {"rule": str(rule.pk), "version": 1, "terms": rule.terms.as_data()}
    values = {
        "seed": f"{number}-",
        "at": datetime(2026, 1, 1, tzinfo=STOCKHOLM),
        "region": region.pk,
        "rule": rule.pk,
        "area": area.pk,
        "districts": [place.pk for place in places],
        "places": DISTRICTS,
        "length": LENGTH,
        "days": DAYS,
        "first": TODAY - timedelta(days=DAYS - 1),
        "number": clocks,
        "data": psycopg.types.json.Jsonb(start),
    }
    cursor.execute(CLOCKS, values)
    cursor.execute(EVENTS, values)


def _holder(cursor: Any, region: Region, role: str, since: date, **scope: Any) -> None:
    person = _write(cursor, Person(region=region, given_name="Kim", family_name="Prov", email="kim@example.se"))
    _write(cursor, RoleAssignment(region=region, person=person, role=role, valid_from=since, **scope))


def _rule(region: Region, since: date) -> DeadlineRule:
    """DL-01 with another length and no more than its breach: so that a day brings what is new that day alone."""
    row = {name: value for name, value in catalogue()["DL-01"].items() if name != "profile_key"}
    row |= {"amount": LENGTH, "warn_offsets": [], "escalate_after": None, "term_boundaries": ["01-01", "07-01"]}
    return DeadlineRule(region=region, version=1, valid_from=since, id=uuid.uuid5(region.pk, "DL-01"), **row)


def fill(clocks: int, regions: int = REGIONS) -> None:
    """The regions with their clocks, none of them told anything yet."""
    with loader() as cursor:
        for number in range(regions):
            _region(cursor, number, clocks // regions)
        cursor.execute("SET ROLE bus_owner")
        for table in ("obligations_obligation", *WRITTEN, "people_roleassignment", "obligations_deadlinerule"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    start = time.perf_counter()
    done = act()
    return time.perf_counter() - start, done


def write_floor(at: datetime) -> tuple[float, int]:
    """The rows that a sweep wrote, once more into tables without keys, log or walls: seconds and their number."""
    spent, rows = 0.0, 0
    with loader() as cursor:
        for table, which in WRITTEN.items():
            with _like(cursor, table) as (source, floor):
                cursor.execute(f"INSERT INTO {source} SELECT * FROM {table} WHERE {which}", {"at": at})  # noqa: S608
                again = partial(cursor.execute, f"INSERT INTO {floor} SELECT * FROM {source}")  # noqa: S608
                took, _none = timed(again)
                spent, rows = spent + took, rows + cursor.rowcount
    return spent, rows


@contextmanager
def _like(cursor: Any, table: str) -> Iterator[list[str]]:
    """Two empty unlogged tables of the same columns, that the loader may write."""
    names = [f"bench_{what}_{table}" for what in ("source", "floor")]
    cursor.execute("SET ROLE bus_owner")
    for name in names:
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute(f"CREATE UNLOGGED TABLE {name} (LIKE {table})")
    cursor.execute("SET ROLE bus_loader")
    yield names
    cursor.execute("SET ROLE bus_owner")
    for name in names:
        cursor.execute(f"DROP TABLE {name}")
    cursor.execute("SET ROLE bus_loader")


def scan_floor(rounds: int = 3) -> float:
    """One look at every clock, without an index: the quickest of a few rounds, in seconds."""
    with loader() as cursor:
        cursor.execute("SET enable_indexscan = off")
        cursor.execute("SET enable_indexonlyscan = off")
        cursor.execute("SET enable_bitmapscan = off")
        looks = [timed(lambda: cursor.execute("SELECT count(*) FROM obligations_obligation")) for _ in range(rounds)]
    return min(spent for spent, _none in looks)


def moment(days: int = 0) -> datetime:
    """Eight in the morning, so many days after the first sweep."""
    return datetime.combine(TODAY + timedelta(days=days), datetime.min.time(), STOCKHOLM) + timedelta(hours=8)


def run(n: int = 1_000_000, regions: int = REGIONS) -> dict[str, float]:
    """Seconds of the sweep (all new, nothing new, one more day) and of its floors, and how much there was to say.

    `nothing_new` looks at every open clock, as once an hour; `one_day` and `nothing_today` at the last days' window, as
    each minute does. `row_by_row` is the loop's time for one clock, times as many as the first sweep found late.
    """
    fill(n, regions)
    loop = row_by_row(moment())
    all_new, said = _whole()
    write, rows = write_floor(moment())
    nothing = min(_whole()[0] for _ in range(3))
    day, day_said = min((_minute(number) for number in (1, 2, 3)), key=lambda done: done[0])
    return {
        "all_new": all_new,
        "breached": said.breached,
        "rows": rows,
        "write_floor": write,
        "nothing_new": nothing,
        "one_day": day,
        "day_breached": day_said.breached,
        "nothing_today": min(_minute(3)[0] for _ in range(3)),
        "scan_floor": scan_floor(),
        "row_by_row": loop * said.breached,
    }


def _whole() -> tuple[float, Any]:
    """As once an hour."""
    return timed(lambda: sweep(moment(), wake=False, lanes=lanes_for(moment())))


def _minute(number: int) -> tuple[float, Any]:
    """As each minute, so many days after the first sweep."""
    at = moment(number)
    since = at.date() - OVERLAP
    return timed(lambda: sweep(at, since=since, wake=False, lanes=lanes_for(at, since=since)))


def row_by_row(at: datetime) -> float:
    """What a plain loop over the rows takes for one late clock, in seconds: read, event, notices, row. Kept nowhere."""
    with acting_as(job="bench"):
        region_id, _code = job_regions()[0]
    with acting_as(job="bench", region_id=region_id):
        rows = Obligation.objects.filter(region_id=region_id, due_on__lt=at.date()).select_related("rule")[:PARTS]
        spent, _none = timed(lambda: [_one(row, at) for row in rows])
        transaction.set_rollback(True)
    return spent / PARTS


def _one(row: Obligation, at: datetime) -> None:
    with transaction.atomic():
        row = Obligation.objects.select_for_update(of=("self",)).get(pk=row.pk)
        roles = [row.owner_role, *row.rule.on_breach_roles]
        places = Q(district=row.district_id) | Q(area=row.area_id)
        hearers = RoleAssignment.objects.filter(places, region_id=row.region_id, role__in=roles)
        values = {"region_id": row.region_id, "case_id": row.case_id, "on_date": row.due_on + timedelta(days=1)}
        values |= {"kind": "breached", "at": at}
        ObligationEvent.objects.get_or_create(obligation=row, sequence=row.sequence + 1, defaults=values)
        for hearer in hearers:
            for channel in ("in_app", "mail"):
                key = notice_key(row.pk, "breached", hearer.pk, channel)
                told = {
                    "region_id": row.region_id,
                    "kind": "deadline_breached",
                    "recipient": hearer,
                    "channel": channel,
                }
                Notice.objects.get_or_create(id=key, defaults=told | {"recipient": hearer, "created_at": at})
        row.status, row.sequence = "breached", row.sequence + 1
        row.save(update_fields=["status", "sequence"])
