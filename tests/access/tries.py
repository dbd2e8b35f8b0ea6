"""Statements tried as somebody in a case's world: what each must end in, and how a row is said. [security 13]"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from tests.access.doors import attempt, become
from tests.access.scenes import names, run
from tests.access.world import World
from tests.database import as_loader

DONE, REFUSED, NOTHING = "done", "42501", "nothing"
TOMORROW, YESTERDAY = "current_date + 1", "current_date - 1"
ROLE = "UPDATE people_roleassignment SET {} WHERE id = %({})s"
KEYS = "new second held begun other_forum".split()
SHARED = {"sip_forumcase", "sip_sipplan"}  # they have their case's key
WORDS = {"NULL", "true", "false", "current_date"}


@dataclass(frozen=True)
class Try:
    """`who` says `sql` in the world of `phase`, after the loader has made true what is `given`."""

    phase: str
    who: str
    sql: str
    said: str
    given: tuple[str, ...] = ()


def parameters(world: World) -> dict:
    """What the statements name: people, places, the case's own rows, and keys for rows to come."""
    with as_loader():
        calls = dict(
            run(
                "SELECT 'call_of_' || k.unit_id, k.id FROM sip_call k WHERE k.case_id = %s AND k.replaces_id IS NULL",
                [world.case.pk],
            )
        )
        others = {
            "occasion": run("SELECT id FROM sip_occasion WHERE case_id = %s", [world.case.pk]),
            "consent": run("SELECT id FROM sip_consent WHERE case_id = %s ORDER BY created_at", [world.case.pk]),
        }
    town = world.town
    places = {f"call_{name}": calls.get(f"call_of_{getattr(town, name).pk}") for name in ("school", "social", "bup")}
    rows = {name: found[0][0] if found else None for name, found in others.items()}
    more = {"area": town.area.pk, "east": town.east.pk, "steering": town.steering.pk, "city": town.city.pk}
    more["other_region"] = world.other.region.pk
    more |= {name: world.objects[name] for name in ("plan", "transfer")}
    return names(world) | places | rows | more | {key: uuid.uuid4() for key in KEYS}


def wrong_in(found: Iterable[Try], worlds: dict[str, World]) -> Iterator[str]:
    """Each try that ends otherwise than it must."""
    known = {phase: parameters(worlds[phase]) for phase in {one.phase for one in found}}
    for one in found:
        before = transaction.savepoint()
        with as_loader():
            for sql in one.given:
                run(sql, known[one.phase])
        become(getattr(worlds[one.phase].town, one.who))
        said = attempt(one.sql, known[one.phase])
        transaction.savepoint_rollback(before)
        if said != one.said:
            yield f"{one.phase}, {one.who}, given {one.given}: {one.sql}: {said}"


def _expression(value: str) -> str:
    """A word is one of the names; all else is SQL."""
    return f"%({value})s" if value.isidentifier() and value not in WORDS else value


def insert(table: str, row: dict[str, str], **changes: str) -> str:
    row = {"region_id": "region", "created_at": "clock_timestamp()", **row, **changes}
    if table not in SHARED:
        row = {"id": "gen_random_uuid()", **row}
    else:
        del row["created_at"]
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(map(_expression, row.values()))})"


def copied(table: str, where: str, **changes: str) -> str:
    """A row like one that is there, but for what is said: for the loader."""
    said = ", ".join(f"'{name}', {_expression(value)}" for name, value in changes.items())
    return (
        f"INSERT INTO {table} SELECT (jsonb_populate_record(r, jsonb_build_object({said}))).* FROM {table} r "
        f"WHERE {where}"
    )


def update(table: str, change: str, where: str = "case_id = %(case)s") -> str:
    return f"UPDATE {table} SET {change} WHERE {where}"


def tries(
    phase: str, table: str, row: dict, given: tuple = (), who: str = "convenor"
) -> tuple[Callable[..., Try], Callable[..., Try]]:
    """(one allowed, one refused) for this table: the row with what is changed in it."""

    def allowed(*more: str, by: str = who, phase: str = phase, **changes: str) -> Try:
        return Try(phase, by, insert(table, row, **changes), DONE, (*given, *more))

    def refused(*more: str, by: str = who, phase: str = phase, **changes: str) -> Try:
        return Try(phase, by, insert(table, row, **changes), REFUSED, (*given, *more))

    return allowed, refused
