"""Who reads a lifted question: the forums on its way and nobody else; what one prepares, that forum alone. [F42]"""

from django.db import migrations

from core.access.found_sql import Searched, searchable
from core.access.migration_ops import append_only, policy_function, protect, same_region
from groups.meetings.tables_sql import ITS_REGIONS, LED, ME, SEATED, asked

QUESTION, STEP, NOTE = TABLES = ("groups_liftedquestion", "groups_liftstep", "groups_liftnote")
OF_REGION = "s.region_id = (SELECT access.region_id())"
# A political body has nobody who convenes it in the portal: whoever is elected to it answers for it. [004:L574-579]
ELECTED = f"me.role = 'political_member' AND f.side = 'political' AND f.tier = 'regional' AND {SEATED}"
FUNCTIONS = {
    "answering_forum_ids": f"SELECT f.id {ITS_REGIONS} WHERE {LED} OR {ELECTED}",
    "lifted_question_ids": f"""SELECT DISTINCT s.question_id FROM {STEP} s WHERE {OF_REGION}
  AND ({asked("s.from_forum_id", "visible_forum_ids")} OR {asked("s.to_forum_id", "visible_forum_ids")})""",
    # Those that stand with a forum which the acting one answers for.
    "asked_question_ids": f"""SELECT s.question_id FROM {STEP} s
WHERE {OF_REGION} AND s.status IN ('sent', 'received') AND {asked("s.to_forum_id", "answering_forum_ids")}""",
}

READS = f"({asked('origin_id', 'visible_forum_ids')} OR {asked('id', 'lifted_question_ids')})"
CAME = asked("question_id", "lifted_question_ids")
FOUND = {
    "found_lifted_ids": (
        Searched(QUESTION, ("title", "text", "why", "did"), READS),
        Searched(STEP, ("message", "answer"), CAME, "question_id"),
    ),
}
LIFTS = f"lifted_by_id = {ME} AND status = 'lifted' AND {asked('origin_id', 'led_forum_ids')}"
WORKS = f"({asked('origin_id', 'led_forum_ids')} OR {asked('id', 'asked_question_ids')})"
SENDS = f"""sent_by_id = {ME} AND status = 'sent' AND {asked("from_forum_id", "answering_forum_ids")}
  AND EXISTS (SELECT FROM {QUESTION} q WHERE q.id = question_id AND q.origin_id = {STEP}.origin_id)
  AND EXISTS (SELECT FROM groups_forum f WHERE f.id = from_forum_id AND f.parent_id = to_forum_id)"""
TAKES = f"({asked('to_forum_id', 'answering_forum_ids')} OR {asked('origin_id', 'led_forum_ids')})"
PREPARES = f"written_by_id = {ME} AND {asked('forum_id', 'answering_forum_ids')}"
CHANGED = {
    QUESTION: ("status, answered_on, did, confirmed_on, withdraw_reason", WORKS),
    STEP: ("status, received_on, taken_up_on, answer, decision_id, decided_as, ended_on", TAKES),
}


def _changes(table: str) -> migrations.RunSQL:
    columns, condition = CHANGED[table]
    return migrations.RunSQL(
        f"CREATE POLICY {table}_update_app ON {table} FOR UPDATE TO bus_app USING ({condition}) "
        f"WITH CHECK ({condition}); GRANT UPDATE ({columns}) ON {table} TO bus_app;",
        f"DROP POLICY {table}_update_app ON {table}; REVOKE UPDATE ON {table} FROM bus_app;",
    )


def _key(table: str, name: str, columns: str, target: str, to: str) -> tuple[str, str]:
    made = (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{name} FOREIGN KEY ({columns}) REFERENCES {target} ({to}) "
        "DEFERRABLE INITIALLY DEFERRED;"
    )
    return made, f"ALTER TABLE {table} DROP CONSTRAINT {table}_{name};"


# A step is of its question's origin, a note of the forum it stands with, a decision and an item of their own forum.
PAIRS = {QUESTION: "origin_id", STEP: "to_forum_id", "groups_agendaitem": "forum_id"}
JOINED = [
    _key(STEP, "of_its_origin", "origin_id, question_id", QUESTION, "origin_id, id"),
    _key(NOTE, "of_its_forum", "forum_id, step_id", STEP, "to_forum_id, id"),
    _key(NOTE, "on_its_forums_agenda", "forum_id, item_id", "groups_agendaitem", "forum_id, id"),
    _key(QUESTION, "decided_by_its_origin", "origin_id, decision_id", "groups_forumdecision", "forum_id, id"),
    _key(STEP, "decided_by_its_forum", "to_forum_id, decision_id", "groups_forumdecision", "forum_id, id"),
]
UNIQUE = [f"ALTER TABLE {one} ADD CONSTRAINT {one}_lifted_key UNIQUE ({column}, id);" for one, column in PAIRS.items()]
NOT_UNIQUE = [f"ALTER TABLE {one} DROP CONSTRAINT {one}_lifted_key;" for one in PAIRS]

FORUM, DECISION, PEOPLE = "groups_forum", "groups_forumdecision", "people_roleassignment"
KEYS = {
    QUESTION: {"origin": FORUM, "decision": DECISION, "lifted_by": PEOPLE},
    STEP: {"question": QUESTION, "origin": FORUM, "from_forum": FORUM, "to_forum": FORUM, "decision": DECISION,
           "sent_by": PEOPLE},
    NOTE: {"step": STEP, "forum": FORUM, "item": "groups_agendaitem", "written_by": PEOPLE},
}  # fmt: skip
ROLES = {"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"}
PROTECTION = [
    *(policy_function(f"{name}()", "SETOF uuid", body) for name, body in FUNCTIONS.items()),
    protect(QUESTION, roles=ROLES, read=READS, insert=LIFTS),
    protect(STEP, roles=ROLES, read=CAME, insert=SENDS),
    protect(NOTE, roles=ROLES, read=asked("forum_id", "partaking_forum_ids"), insert=PREPARES),
    *(_changes(table) for table in CHANGED),
    *(same_region(table, f"{column}_id", target) for table, keys in KEYS.items() for column, target in keys.items()),
    migrations.RunSQL(
        "\n".join([*UNIQUE, *(made for made, _gone in JOINED)]),
        "\n".join([*(gone for _made, gone in reversed(JOINED)), *NOT_UNIQUE]),
    ),
    append_only(NOTE),
    *(operation for name, places in FOUND.items() for operation in searchable(name, *places)),
]
