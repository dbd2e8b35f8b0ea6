"""What must be refused, and who alone may change what, by plain SQL: the wall's other half beside `scenes`."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from django.db import Error, connection, transaction
from psycopg.types.json import Jsonb

from core import clock
from core.access.context import signed
from core.access.tables import lists
from core.organisations.models import Unit
from sip.disclosures.choices import Basis
from sip.disclosures.grounds import grounds_between, party
from tests.access import catalogue
from tests.access.beside import FOLLOWERS, REPORTED_TO
from tests.access.scenes import CONSENT, OCCASION, RUN_OUT, names, run
from tests.access.world import PEOPLE, World
from tests.database import as_loader

HOLDERS = REPORTED_TO - {"social_worker"}  # of a report, by relation
# Table → who meets any of its rows of the region; tables without a name are for the whole region.
BESIDE = {
    "deviations_deviationreport": REPORTED_TO,
    "deviations_deviationcounterpart": REPORTED_TO,
    "deviations_deviationstep": REPORTED_TO,
    "deviations_deviationdraft": {"colleague"},
    "deviations_deviationreportgrant": REPORTED_TO | {"steering_social"},
    "followup_annualfollowup": FOLLOWERS | {"teacher"},
    "followup_followupsection": FOLLOWERS | {"teacher"},
    "followup_counting": FOLLOWERS | {"teacher"},
    "followup_figure": FOLLOWERS | {"teacher"},
    "followup_annualfollowupgrant": {"teacher", "head", "chair"},
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
    "UPDATE deviations_deviationreport SET pattern = 'x'": HOLDERS,
    "UPDATE deviations_deviationreportgrant SET reason = 'x'": {"secretary"},
    "UPDATE deviations_deviationdraft SET answers = '{}'": {"colleague"},
    "DELETE FROM deviations_deviationdraft": {"colleague"},
    "UPDATE groups_forum SET name = 'x'": {"admin"},
    "UPDATE groups_seatrequirement SET label = 'x'": {"admin"},
    "UPDATE groups_membership SET represents = 'x'": {"admin", "chair"},
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
    "files_keptfile",
    "notices_notice", "sip_case", "sip_child", "sip_draft", "deviations_deviationdraft", "deviations_deviationreport",
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
                if (who, table) in ALLOWED or table == "notices_notice" or (mine and table in FREE):
                    continue
                if (said := _insert(table, row | mine)) not in REFUSED:
                    yield f"{who} into {table} {'in own name' if mine else ''}: {said}"


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


def open_gates(world: World) -> Iterator[str]:
    """What triggers alone refuse (phase escalated): pieces without consent, locked minutes, kept rows."""
    town, case = world.town, world.case.pk
    gates = {
        "a piece without consent": (
            town.teacher,
            """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
               decided_by_name, decided_by_role, exceptions,
               consent_id, receiving_unit_id, disclosed_by_id) SELECT gen_random_uuid(), now(), k.region_id, k.case_id,
               k.id, 'consent', '', '', '', '', c.id, %(school)s, %(teacher)s
               FROM sip_contribution k, sip_consent c LIMIT 1""",
        ),
        "another's piece": (
            town.convenor,
            """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
               decided_by_name, decided_by_role, exceptions,
               receiving_unit_id, disclosed_by_id) SELECT gen_random_uuid(), now(), %(region)s, %(case)s, %(piece)s,
               'osl_10_2', 'x', 'x', 'x', '', %(bup)s, %(convenor)s""",
        ),
        "a piece on a ground that is not between the two": (
            town.teacher,
            """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
               decided_by_name, decided_by_role, exceptions,
               receiving_unit_id, disclosed_by_id)
               SELECT gen_random_uuid(), now(), %(region)s, %(case)s, %(piece)s, 'osl_25_12', 'x', 'x', 'x', '',
               %(bup)s, %(teacher)s""",
        ),
        "a piece that nobody has decided on": (
            town.teacher,
            """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
               decided_by_name, decided_by_role, exceptions,
               receiving_unit_id, disclosed_by_id)
               SELECT gen_random_uuid(), now(), %(region)s, %(case)s, %(piece)s, 'osl_10_2', 'x', '', '', '', %(bup)s,
               %(teacher)s""",
        ),
        "locked minutes": (town.convenor, "UPDATE sip_minutes SET status = 'drafted'"),
        "a locked section": (town.convenor, "UPDATE sip_minutessection SET text = 'x'"),
        "a locked decision": (town.convenor, "UPDATE sip_decision SET text = 'x'"),
        "another locked decision": (
            town.convenor,
            """INSERT INTO sip_decision (id, created_at, region_id, case_id, occasion_id, level, text, due_on, result,
               decided_by_id, responsible_unit_id) SELECT gen_random_uuid(), now(), region_id, case_id, occasion_id,
               level, 'x', due_on, '', decided_by_id, responsible_unit_id FROM sip_decision LIMIT 1""",
        ),
    }  # fmt: skip
    with as_loader():
        piece = run("SELECT id FROM sip_contribution WHERE case_id = %s LIMIT 1", [case])[0][0]
    for name, (me, sql) in gates.items():
        become(me)
        if (said := attempt_whole(sql, {**names(world), "piece": piece})) != "23514":
            yield f"{name}: {said}"


CALL = """INSERT INTO sip_call (id, created_at, region_id, case_id, occasion_id, assignment_id, unit_id, has_mandate,
  reply, attendance) SELECT gen_random_uuid(), now(), region_id, case_id, occasion_id, %(bup_deputy)s, %(bup)s, true,
  'none', 'unknown' FROM sip_call WHERE case_id = %(case)s LIMIT 1"""
GIVE = """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
  decided_by_name, decided_by_role, exceptions,
  consent_id, receiving_unit_id, disclosed_by_id) SELECT gen_random_uuid(), now(), k.region_id, k.case_id, k.id,
  'consent', '', '', '', '', c.id, %(bup)s, %(teacher)s FROM sip_contribution k, sip_consent c
  WHERE k.case_id = %(case)s AND k.version = 9 AND c.case_id = k.case_id"""
SECOND_PIECE = """INSERT INTO sip_contribution (id, created_at, region_id, case_id, unit_id, kind, version, text,
  correction_reason, written_by_id) SELECT gen_random_uuid(), now(), region_id, case_id, unit_id, kind, 9, 'x', 'x',
  written_by_id FROM sip_contribution WHERE case_id = %(case)s LIMIT 1"""
WITHOUT_BUP = "UPDATE sip_consentunit SET withdrawn_at = now() WHERE unit_id = %(bup)s AND case_id = %(case)s"
# What has happened to the consent → whether one may still call by it, and give a piece by it.
HAPPENED = {
    "": (True, True),
    CONSENT.format("status = 'withdrawn'"): (False, False),
    CONSENT.format(RUN_OUT): (False, False),
    CONSENT.format("valid_from = current_date + 1"): (False, False),
    CONSENT.format("sitting = 2"): (False, True),
    CONSENT.format("purpose = 'steering_escalation'"): (False, True),
    CONSENT.format("form = 'oral', witness = 'x'"): (False, True),
    CONSENT.format("information_kinds = '{identity,health}'"): (True, False),
    WITHOUT_BUP: (False, False),
    OCCASION.format("consent_id = NULL, is_deidentified = true"): (True, True),
}


def wrong_calls(world: World) -> Iterator[str]:
    """Calls and pieces by a consent to which something has happened (phase called)."""
    town, parameters = world.town, names(world)
    for change, (may_call, may_give) in HAPPENED.items():
        before = transaction.savepoint()
        with as_loader():
            run(SECOND_PIECE, parameters)
            if change:
                run(change, parameters)
        become(town.convenor)
        called = attempt_whole(CALL, parameters)
        become(town.teacher)
        given = attempt_whole(GIVE, parameters)
        transaction.savepoint_rollback(before)
        if (called, given) != tuple("done" if may else "23514" for may in (may_call, may_give)):
            yield f"after {change!r}: call {called}, piece {given}"


GIVE_ON = """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
  decided_by_name, decided_by_role, exceptions, receiving_unit_id, disclosed_by_id) SELECT gen_random_uuid(), now(),
  region_id, case_id, id, %(basis)s, 'x', 'x', 'x', '', %(to)s, written_by_id
  FROM sip_contribution WHERE case_id = %(case)s AND version = 9 AND unit_id = %(from)s"""
PIECE_OF = """INSERT INTO sip_contribution (id, created_at, region_id, case_id, unit_id, kind, version, text,
  correction_reason, written_by_id) SELECT gen_random_uuid(), now(), region_id, case_id, %(from)s, kind, 9, 'x', 'x',
  written_by_id FROM sip_contribution WHERE case_id = %(case)s LIMIT 1"""
# What the units and their principals are changed to, so that each half of the question is asked.
UNITS_ARE = {
    "": "",
    "care is private": "UPDATE organisations_principal SET kind = 'private_provider' WHERE id = %(care)s",
    "the town is private": "UPDATE organisations_principal SET kind = 'private_provider' WHERE id = %(city)s",
    "all are student health": "UPDATE organisations_unit SET unit_type = 'student_health' WHERE region_id = %(region)s",
}


def wrong_bases(world: World) -> Iterator[str]:
    """Each unit's piece to each other on each ground in law, as the gate answers and as the table says."""
    nobody()
    town = world.town
    names_of = {"case": world.case.pk, "region": town.region.pk, "care": town.care.pk, "city": town.city.pk}
    for change, sql in UNITS_ARE.items():
        before = transaction.savepoint()
        with as_loader():
            if sql:
                run(sql, names_of)
            units = list(
                Unit.objects.select_related("principal").filter(pk__in=[town.school.pk, town.social.pk, town.bup.pk])
            )
            for sender in units:
                run(PIECE_OF, {**names_of, "from": sender.pk})
            for sender, receiver, basis in product(units, units, sorted(set(Basis.values) - {"consent"})):
                said = attempt_whole(GIVE_ON, {**names_of, "from": sender.pk, "to": receiver.pk, "basis": basis})
                may = basis in {ground.basis for ground in grounds_between(party(sender), party(receiver))}
                if said != ("done" if may else "23514"):
                    yield f"{change}: {basis} from {sender} to {receiver}: {said}"
        transaction.savepoint_rollback(before)


FILE = """INSERT INTO sip_filedpiece (id, created_at, region_id, case_id, disclosure_id, code, unit_id, from_unit_id,
  kind, version, text, basis, disclosed_at, filed_by_id, filed_at) SELECT gen_random_uuid(), now(), d.region_id,
  {case_id}, {disclosure_id}, 'x', {unit_id}, {from_unit_id}, {kind}, {version}, {text}, {basis}, {disclosed_at},
  %(bup_manager)s, now() FROM sip_disclosure d JOIN sip_contribution k ON k.id = d.contribution_id
  WHERE d.case_id = %(case)s AND d.receiving_unit_id = %(bup)s LIMIT 1"""
RIGHT = {
    "case_id": "d.case_id", "disclosure_id": "d.id", "unit_id": "d.receiving_unit_id", "from_unit_id": "k.unit_id",
    "kind": "k.kind", "version": "k.version", "text": "k.text", "basis": "d.basis", "disclosed_at": "d.created_at",
}  # fmt: skip
# Each thing that a copy must have in common with what was disclosed, and another in its place.
OTHERWISE = {
    "case_id": "gen_random_uuid()", "disclosure_id": "gen_random_uuid()", "unit_id": "k.unit_id",
    "from_unit_id": "d.receiving_unit_id", "kind": "'view'", "version": "k.version + 1", "text": "'x'",
    "basis": "'osl_10_2'", "disclosed_at": "d.created_at - interval '1 day'",
}  # fmt: skip


def wrong_filings(world: World) -> Iterator[str]:
    """Copies of what was disclosed to BUP, otherwise than it was, or on a consent that has gone (phase called)."""
    nobody()
    parameters = names(world)
    for name in ("", *OTHERWISE):
        sql = FILE.format(**{**RIGHT, **({name: OTHERWISE[name]} if name else {})})
        with as_loader():
            said = attempt_whole(sql, parameters)
        if said != ("23514" if name else "done"):
            yield f"with another {name}: {said}"
    before = transaction.savepoint()
    with as_loader():
        run(SECOND_PIECE, parameters)
        said = attempt_whole(FILE.format(**{**RIGHT, "version": "9", "text": "'x'"}), parameters)
    transaction.savepoint_rollback(before)
    if said != "23514":
        yield f"with what another piece says: {said}"
    for change, (_may_call, may_give) in HAPPENED.items():
        if "information_kinds" in change:  # asked when it was given
            continue
        before = transaction.savepoint()
        with as_loader():
            if change:
                run(change, parameters)
            said = attempt_whole(FILE.format(**RIGHT), parameters)
        transaction.savepoint_rollback(before)
        if said != ("done" if may_give else "23514"):
            yield f"after {change!r}: {said}"


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
    become(town.teacher) if run("SELECT count(*) FROM access.job_regions()") == [
        (0,)
    ] else "job regions told to a person"
