"""The compact proof of the wall: scenes of a case and what each person may see in them, by hand from security.md 2.

Letters: those of `oracle.SEES`, and G guardians' names in the consent, H the child's own rows, L the case's log.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connection, transaction

from core.access.context import signed
from tests.access.oracle import SEE_CHILD, SEES
from tests.access.world import PEOPLE, World
from tests.database import as_loader

ROWS = {
    "E": ["sip_forumcase", "sip_participation", "sip_concernedunit"],
    "EM": ["sip_case"],
    "I": ["sip_casechild"],
    "T": ["sip_contribution"],
    "C": ["sip_consent", "sip_consentunit"],
    "G": ["sip_consentgiver", "sip_consentsignature"],
    "M": ["sip_minutes", "sip_minutessection"],
    "B": ["sip_decision"],
    "H": ["sip_child", "sip_guardian", "sip_contact", "sip_childcase"],
    "L": ["audit_event"],
    "O": ["obligations_obligation", "obligations_obligationevent"],
}
KEY = {"sip_case": "id", "sip_child": "id"}
BY_CHILD = {"sip_child", "sip_guardian", "sip_contact"}
ENDED = "valid_to = now() - interval '1 hour'"
AHEAD = "valid_from = now() + interval '1 hour'"
NO_MANAGERS = {"social_manager": "", "bup_manager": ""}
NO_CONSENT = {**NO_MANAGERS, "teacher": "ETC", "head": "EITC", "convenor": "EC"}


@dataclass(frozen=True)
class Scene:
    """What the loader changes in a phase's world, and what that changes for whom; all else is as in the phase."""

    phase: str
    change: str = ""
    sees: tuple = ()
    child: frozenset = frozenset(SEE_CHILD)
    log: frozenset | None = None

    @property
    def letters(self) -> dict[str, str]:
        return {**SEES[self.phase], **dict(self.sees)}


def scene(phase, change="", *, child=SEE_CHILD, log=None, **sees) -> Scene:
    return Scene(phase, change, tuple(sees.items()), frozenset(child), None if log is None else frozenset(log))


CONSENT = "UPDATE sip_consent SET {} WHERE case_id = %(case)s"
RUN_OUT = "valid_to = current_date - 1, valid_from = current_date - 2"
TO_DECISION = "UPDATE sip_consent SET {} WHERE case_id = %(case)s AND purpose = 'steering_escalation'"
COVER_ENDS = (
    "UPDATE sip_consentunit SET withdrawn_at = now() WHERE unit_id = %(bup)s AND consent_id IN "
    "(SELECT id FROM sip_consent WHERE case_id = %(case)s AND purpose = 'steering_escalation')"
)
UNRESOLVED = "UPDATE sip_forumcase SET status = 'unresolved' WHERE case_id = %(case)s"
ABSENT = "UPDATE sip_call SET attendance = 'absent' WHERE unit_id = %(bup)s AND case_id = %(case)s"
OCCASION = "UPDATE sip_occasion SET {} WHERE case_id = %(case)s"
TEACHER = "UPDATE sip_participation SET {} WHERE assignment_id = %(teacher)s AND case_id = %(case)s"
MANAGER = "UPDATE sip_participation SET {} WHERE assignment_id = %(bup_manager)s AND case_id = %(case)s"
ROLE = "UPDATE people_roleassignment SET {} WHERE id = %({who})s"
TAKES_PART = """INSERT INTO sip_participation
  (id, created_at, region_id, case_id, part, unit_id, assignment_id, added_by_id, valid_from)
  VALUES (gen_random_uuid(), now(), %(region)s, %(case)s, 'raiser', %(bup)s, %(bup_deputy)s, %(convenor)s, now())"""
CONTACTS = "UPDATE sip_contact SET {}"
SCENES = {
    **{f"phase {phase}": scene(phase) for phase in SEES},
    "withdrawn": scene("called", CONSENT.format("status = 'withdrawn'"), **{**NO_CONSENT, "head": "ETC"}),
    "run out": scene("called", CONSENT.format(RUN_OUT), **NO_CONSENT),
    "not yet": scene("called", CONSENT.format("valid_from = current_date + 1"), **NO_CONSENT),
    "for another sitting": scene("called", CONSENT.format("sitting = 2"), **NO_MANAGERS),
    "names nobody": scene(
        "called", CONSENT.format("information_kinds = ARRAY['situation']"), teacher="ETC", convenor="ETC",
        social_manager="ET", bup_manager="ET",
    ),
    "without BUP": scene(
        "called",
        "UPDATE sip_consentunit SET withdrawn_at = now() WHERE unit_id = %(bup)s AND case_id = %(case)s",
        bup_manager="",
    ),
    "without the school": scene(
        "called",
        "UPDATE sip_consentunit SET withdrawn_at = now() WHERE unit_id = %(school)s AND case_id = %(case)s",
        teacher="ETC",
    ),
    "the sitting is off": scene("called", OCCASION.format("status = 'cancelled'"), **NO_MANAGERS),
    "a sitting without identity": scene(
        "called", OCCASION.format("is_deidentified = true, consent_id = NULL"), social_manager="E", bup_manager="E"
    ),
    "left": scene("called", TEACHER.format(ENDED), teacher="T", head="EIT"),
    "not in yet": scene("called", TEACHER.format(AHEAD), teacher="T", head="EIT"),
    "called no more": scene("called", MANAGER.format(ENDED), bup_manager=""),
    "called later": scene("called", MANAGER.format(AHEAD), bup_manager=""),
    "another unit takes part": scene("called", TAKES_PART, bup_deputy="EITC", bup_manager="EITC"),
    "assignment ended": scene(
        "called", ROLE.format("valid_to = current_date - 1", who="teacher"), teacher="", child={"head"}
    ),
    "assignment not begun": scene(
        "called", ROLE.format("valid_from = current_date + 1", who="teacher"), teacher="", child={"head"}
    ),
    "head is head no more": scene(
        "called", ROLE.format("role = 'caseworker'", who="head"), head="EIT", child={"teacher"}
    ),
    "convenor elsewhere": scene("called", ROLE.format("district_id = %(west)s", who="convenor"), convenor=""),
    "convenor no more": scene("called", ROLE.format("role = 'caseworker'", who="convenor"), convenor=""),
    "reviewer of another": scene(
        "called", ROLE.format("unit_id = %(bup)s", who="reviewer"), log={"teacher", "head", "convenor"}
    ),
    "reviewer no more": scene(
        "called", ROLE.format("role = 'caseworker'", who="reviewer"), log={"teacher", "head", "convenor"}
    ),
    "closed": scene("called", "UPDATE sip_forumcase SET status = 'closed', ended_on = current_date "
                              "WHERE case_id = %(case)s", convenor=""),
    "not escalated": scene("escalated", UNRESOLVED, chair="", steering_bup=""),
    **{
        f"managers without consent {number}": scene("escalated", sql, chair="E", steering_bup="E")
        for number, sql in enumerate((
            TO_DECISION.format("status = 'withdrawn'"), TO_DECISION.format("form = 'oral', witness = 'x'"),
            TO_DECISION.format(RUN_OUT), TO_DECISION.format("valid_from = current_date + 1"),
            TO_DECISION.format("purpose = 'forum_occasion', sitting = 2"),
        ))
    },
    "managers by a consent signed on the screen": scene("escalated", TO_DECISION.format("form = 'screen'")),
    "a manager not covered": scene("escalated", COVER_ENDS, steering_bup="E"),
    "managers of a case without identity": scene(
        "escalated", "UPDATE sip_forumcase SET is_deidentified = true WHERE case_id = %(case)s",
        head="ETCMB", chair="E", steering_bup="E",
    ),
    "no contact": scene("raised", CONTACTS.format(ENDED)),
    "absent": scene("held", ABSENT, bup_manager=""),
    "manager no more": scene("held", ROLE.format("role = 'caseworker'", who="bup_manager"), bup_manager=""),
}  # fmt: skip


TODAY = "((now() AT TIME ZONE 'Europe/Stockholm')::date)"


def run(sql: str, parameters=None):
    """A statement's rows, or how many it changed. Its `current_date` is the portal's day, not the session's of UTC."""
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("current_date", TODAY), parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def names(world: World) -> dict:
    """What a scene's statement may name."""
    town = world.town
    people = {who: assignment.pk for who, assignment in town.assignments.items()}
    places = {name: getattr(town, name).pk for name in ("school", "social", "bup", "west", "region")}
    return {**people, **places, "case": world.case.pk, "child": world.child.pk}


def _exists(table: str) -> str:
    key = "child" if table in BY_CHILD else "case"
    return f"EXISTS (SELECT FROM {table} WHERE {KEY.get(table, key + '_id')} = %({key})s)"


ASK = "SELECT " + ", ".join(_exists(table) for tables in ROWS.values() for table in tables)
TABLES = [table for tables in ROWS.values() for table in tables]


def seen_by(acting, parameters: dict) -> set[str]:
    run("SELECT set_config('app.context', %s, true)", [signed(acting, connection.connection.info.backend_pid)])
    return {table for table, there in zip(TABLES, run(ASK, parameters)[0], strict=True) if there}


def expected(scene_: Scene, who: str) -> set[str]:
    letters = set(scene_.letters[who])
    if who in scene_.child:
        letters |= {"H"}
    if "C" in letters and letters & {"I", "H"}:
        letters |= {"G"}
    log = scene_.log
    if ("C" in letters or who == "reviewer") if log is None else who in log:
        letters |= {"L"}
    if "E" in letters:
        letters |= {"O"}
    if scene_.phase == "raised":
        letters -= {"C", "G"}  # no record yet
    return {table for key, tables in ROWS.items() if letters & set(key) for table in tables}


def wrong_in(scene_: Scene, world: World) -> Iterator[str]:
    """Each difference, in words; none when everybody sees what the table says."""
    before = transaction.savepoint()
    try:
        parameters = names(world)
        if scene_.change:
            with as_loader():
                if not run(scene_.change, parameters):
                    yield "the scene changes nothing"
        for who in PEOPLE:
            found, right = seen_by(getattr(world.town, who), parameters), expected(scene_, who)
            if found != right:
                yield f"{who}: {sorted(found - right)} too much, {sorted(right - found)} too little"
        yield from _strangers(world, parameters)
    finally:
        transaction.savepoint_rollback(before)


HOLDS = """SELECT (SELECT count(*) FROM access.acting_row()) + (SELECT count(*) FROM access.visible_case_ids())
  + (SELECT count(*) FROM access.visible_child_ids()) + (SELECT count(*) FROM access.visible_piece_ids())"""


NOBODY = ("own assignment, other region", "another's assignment", "a job", "a command")


def _strangers(world: World, parameters: dict) -> Iterator[str]:
    """Nobody of the other region, none under another's region, user or assignment, no job."""
    town, other = world.town, world.other
    strangers = {
        "other region": other.convenor,
        "other region's head": other.head,
        "own assignment, other region": replace(town.teacher, region_id=other.region.pk),
        "another's assignment": replace(town.colleague, assignment_id=town.teacher.assignment_id),
        "a job": replace(town.teacher, kind="job"),
        "a command": replace(town.teacher, kind="command"),
    }
    with as_loader():  # one person with two assignments acts under one of them
        run(
            "UPDATE people_roleassignment SET user_id = %s WHERE id = %s",
            [town.teacher.user_id, town.social_worker.assignment_id],
        )
    strangers["one's other assignment"] = replace(town.social_worker, user_id=town.teacher.user_id)
    for name, stranger in strangers.items():
        found = seen_by(stranger, parameters) - {"obligations_obligation", "obligations_obligationevent"}
        if found:
            yield f"{name} sees {sorted(found)}"
        if name in NOBODY and run(HOLDS)[0][0]:
            yield f"{name} is somebody"
