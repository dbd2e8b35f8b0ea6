"""What must be refused, and who alone may change what, by plain SQL: the wall's other half beside `scenes`."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db import Error, connection, transaction
from psycopg.types.json import Jsonb

from core import clock
from core.access.context import signed
from core.access.tables import lists
from tests.access import catalogue
from tests.access.beside import FOLLOWERS, REPORTED_TO
from tests.access.scenes import run
from tests.access.world import PEOPLE, World
from tests.database import as_loader

ME = "access.assignment_id()"
HOLDERS = REPORTED_TO - {"social_worker"}  # of a report, by relation
# Table → who meets any of its rows of the region; tables without a name are for the whole region.
BESIDE = {
    "deviations_deviationreport": REPORTED_TO,
    "deviations_deviationcounterpart": REPORTED_TO,
    "deviations_deviationstep": REPORTED_TO,
    "deviations_deviationaction": REPORTED_TO,
    "deviations_deviationdraft": {"colleague"},
    "deviations_deviationpattern": {"secretary"},
    "deviations_deviationguest": {"teacher"},
    "deviations_deviationreportgrant": REPORTED_TO | {"steering_social"},
    "followup_annualfollowup": FOLLOWERS | {"teacher"},
    "followup_followupsection": FOLLOWERS | {"teacher"},
    "followup_followupcomment": {"chair", "steering_bup", "steering_social"},
    "followup_counting": FOLLOWERS | {"teacher"},
    "followup_figure": FOLLOWERS | {"teacher"},
    "followup_annualfollowupgrant": {"teacher", "head", "chair"},
    "followup_patterncount": {"secretary"},
    "followup_compilation": {"secretary"},
    "followup_compilationsection": {"secretary"},
    "followup_regioncount": {"secretary"},
    "followup_reportjob": FOLLOWERS,
    "followup_reportfile": FOLLOWERS,
    "notices_parkednotice": {"admin"},
    "people_invitation": {"admin"},
    "people_roleproposal": {"admin"},
    "people_factorreset": {"admin"},
}
# Statement → who alone changes anything by it.
CHANGES = {
    "UPDATE followup_annualfollowup SET year = 2024": {"chair"},
    "UPDATE followup_followupsection SET version = 9": {"chair"},
    "UPDATE followup_annualfollowupgrant SET reason = 'x'": {"chair"},
    "UPDATE followup_compilation SET status = 'collecting'": {"secretary"},
    "UPDATE followup_compilationsection SET text = 'x'": {"secretary"},
    f"UPDATE followup_patterncount SET prepared_at = now(), prepared_by_id = {ME}": {"secretary"},
    "UPDATE deviations_deviationreport SET pattern = 'x'": HOLDERS,
    f"UPDATE deviations_deviationaction SET done_on = now(), outcome = 'x', done_by_id = {ME}": HOLDERS,
    "UPDATE deviations_deviationreportgrant SET reason = 'x'": {"secretary"},
    "UPDATE deviations_deviationpattern SET summary = 'x'": {"secretary"},
    "UPDATE deviations_deviationguest SET ended_on = access.today()": {"teacher"},
    "UPDATE deviations_deviationdraft SET answers = '{}'": {"colleague"},
    "DELETE FROM deviations_deviationdraft": {"colleague"},
    "UPDATE groups_forum SET name = 'x'": {"admin"},
    "UPDATE groups_seatrequirement SET label = 'x'": {"admin"},
    "UPDATE groups_membership SET represents = 'x'": set(),
    "UPDATE groups_membership SET valid_to = access.today()": {"admin", "chair"},
    "DELETE FROM groups_membership": set(),  # every term there has begun
    "UPDATE notices_parkednotice SET retry_asked_at = now()": {"admin"},
    "UPDATE obligations_deadlinerule SET note = 'x'": {"admin"},
    "UPDATE people_roleassignment SET valid_to = NULL": {"admin"},
    "UPDATE people_person SET phone = 'x'": {"admin"},
    "UPDATE people_invitation SET used_at = now()": {"admin"},
    "UPDATE people_roleproposal SET decided_at = NULL": {"admin"},
    "UPDATE people_factorreset SET decided_at = NULL": {"admin"},
}
OWN = (
    "created_by_id owner_id by_id reporter_id giver_id requested_by_id added_by_id proposed_by_id written_by_id "
    "disclosed_by_id recorded_by_id assessed_by_id noted_by_id named_by_id called_by_id decided_by_id assignment_id"
).split()


def become(acting) -> None:
    run("SELECT set_config('app.context', %s, true)", [signed(acting, connection.connection.info.backend_pid)])


def nobody() -> None:
    """The loader acts as nobody: a context that another proof has left would make its rows somebody's."""
    run("SELECT set_config('app.context', '', true)")


def wrong_readers(world: World) -> Iterator[str]:
    """Tables beside the case: who meets rows, and who should."""
    for who in PEOPLE:
        become(getattr(world.town, who))
        asked = ", ".join(f"EXISTS (SELECT FROM {table})" for table in BESIDE)
        found = {table for table, there in zip(BESIDE, run(f"SELECT {asked}")[0], strict=True) if there}
        right = {table for table, people in BESIDE.items() if who in people}
        if found != right:
            yield f"{who}: {sorted(found - right)} too much, {sorted(right - found)} too little"


def wrong_writers(world: World, changes: dict) -> Iterator[str]:
    """Statements of everybody: who changes rows by them, and who should."""
    for sql, people in changes.items():
        for who in PEOPLE:
            become(getattr(world.town, who))
            changed = attempt(sql)
            if (changed == "done") != (who in people):
                yield f"{who}: {sql}: {changed}"


def attempt(sql: str, parameters=None) -> str:
    """What comes of a statement, undone: done, nothing, or the kind of refusal."""
    before = transaction.savepoint()
    try:
        changed = run(sql, parameters)
    except Error as error:
        transaction.savepoint_rollback(before)
        return str(error.__cause__.sqlstate)
    transaction.savepoint_rollback(before)
    return "done" if changed else "nothing"


def attempt_whole(sql: str, parameters) -> str:
    """As `attempt`, with what is checked at the end of the transaction checked at once."""
    before = transaction.savepoint()
    try:
        changed = run(sql, parameters)
        run("SET CONSTRAINTS ALL IMMEDIATE")
    except Error as error:
        transaction.savepoint_rollback(before)
        return str(error.__cause__.sqlstate)
    transaction.savepoint_rollback(before)
    return "done" if changed else "nothing"


def copies(world: World) -> dict[str, dict]:
    """One row of each walled table that the web may insert into, with a key of its own."""
    tables = sorted(lists().child_level | lists().region_level)
    found = {}
    for (table,) in run(
        "SELECT t FROM unnest(%s::text[]) t WHERE has_any_column_privilege('bus_app', t, 'INSERT')", [tables]
    ):
        columns = catalogue.column(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped", table
        )
        with as_loader():
            rows = run(f"SELECT {_named(columns)} FROM {table} WHERE region_id = %s LIMIT 1", [world.town.region.pk])
        if rows:
            row = dict(zip(columns, rows[0], strict=True))
            found[table] = row | ({"id": uuid.uuid4()} if "id" in row else {})
    return found


REFUSED = {"42501", "23514"}  # by row security, or by the trigger that says who owns a piece
# Who has no part in anything: nothing that exists takes a row of theirs. What anybody in the region may add is named.
STRANGERS = ("colleague", "other_convenor", "steering_social")
FREE = {
    *("files_keptfile", "finding_savedfilter", "groups_calendarfeed"),
    "notices_notice", "sip_case", "sip_child", "sip_draft", "deviations_deviationdraft", "deviations_deviationreport",
    "deviations_deviationguest",
}  # fmt: skip


def open_inserts(world: World, rows: dict) -> Iterator[str]:
    """A table that takes a stranger's copy of another's row, in the other's name or in one's own."""
    for who in STRANGERS:
        me = getattr(world.town, who)
        become(me)
        for table, row in rows.items():
            own = {name: me.assignment_id for name in OWN if name in row}
            own |= {"unit_id": me.unit_id} if "unit_id" in row else {}
            for mine in ({}, own):
                is_own = mine and (table in FREE or (who, table) in PARTAKING)
                if (who, table) in ALLOWED or table == "notices_notice" or is_own:
                    continue
                if (said := _insert(table, row | mine)) not in REFUSED:
                    yield f"{who} into {table} {'in own name' if mine else ''}: {said}"


# Who sits in the group proposes and answers in one's own name, never in another's.
PARTAKING = {("steering_social", table) for table in ("groups_itemproposal", "groups_pollanswer")}
# A convenor and a steering member follow the area's year; the first may ask for its report, for instance.
ALLOWED = (
    {(who, "followup_reportjob") for who in ("other_convenor", "steering_social")}
    | {("colleague", "deviations_deviationdraft")}
    | {(who, "obligations_obligation") for who in STRANGERS}
    | {(who, "obligations_obligationevent") for who in STRANGERS}
)


def _insert(table: str, row: dict) -> str:
    marks = ", ".join(["%s"] * len(row))
    return attempt(f"INSERT INTO {table} ({_named(row)}) VALUES ({marks})", [_plain(value) for value in row.values()])


def _named(columns) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _plain(value):
    return Jsonb(value) if isinstance(value, dict) else value


def wrong_keys(world: World) -> Iterator[str]:
    """What a key opens before any context: one's own session, assignments in force, a link not used."""
    town = world.town
    teacher, yesterday = town.assignments["teacher"], clock.today() - timedelta(days=1)
    key, token = "k" * 40, "t" * 64
    with as_loader():
        run(
            """INSERT INTO people_session (session_key, session_data, expire_date, user_id, assignment_id, started_at,
            last_seen_at, factors) VALUES (%s, '', now() + interval '1 hour', %s, %s, now(), now(), 2)""",
            [key, teacher.user_id, teacher.pk],
        )
        run(
            """INSERT INTO people_invitation (id, created_at, region_id, person_id, email, token_hash, invited_by_id,
            expires_at) VALUES (gen_random_uuid(), now(), %s, %s, 'x@prov.example', %s, %s, now())""",
            [town.region.pk, teacher.person_id, token, teacher.pk],
        )
    there = [(town.region.pk,)]
    changes = {
        "": (teacher.pk, [(teacher.pk,)], there),
        f"UPDATE people_session SET assignment_id = '{town.head.assignment_id}'": (None, [(teacher.pk,)], there),
        f"UPDATE people_roleassignment SET valid_to = '{yesterday}' WHERE id = '{teacher.pk}'": (None, [], there),
        f"UPDATE people_roleassignment SET valid_from = current_date + 1 WHERE id = '{teacher.pk}'": (
            None, [], there,
        ),
        "UPDATE people_session SET ended_at = now()": (teacher.pk, [], there),
        "UPDATE people_session SET expire_date = now()": (teacher.pk, [], there),
        f"UPDATE people_invitation SET used_at = now() WHERE token_hash = '{token}'": (
            teacher.pk, [(teacher.pk,)], [(None,)],
        ),
    }  # fmt: skip
    run("SELECT set_config('app.context', '', true)")
    for change, (acting, assignments, region) in changes.items():
        before = transaction.savepoint()
        if change:
            with as_loader():
                run(change)
        found = (
            run("SELECT assignment_id FROM access.session_actor(%s)", [key])[0][0],
            run("SELECT assignment_id FROM access.assignments_of_session(%s)", [key]),
            run("SELECT access.invitation_region(%s)", [token]),
        )
        others = (
            run("SELECT count(*) FROM access.session_actor('no such key')")[0][0],
            run("SELECT access.invitation_region('no such link')"),
        )
        transaction.savepoint_rollback(before)
        if found != (acting, assignments, region) or others != (0, [(None,)]):
            yield f"after {change!r}: {found} {others}"
    become(town.teacher)
    if run("SELECT count(*) FROM access.job_regions()") != [(0,)]:
        yield "job regions told to a person"
