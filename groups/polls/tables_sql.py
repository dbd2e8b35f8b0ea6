"""Who asks about times, who answers, and who reads it: the forum's own people. The clock reminds and ends. [F31]"""

from django.db import migrations

from core.access.migration_ops import protect, same_region
from groups.meetings.tables_sql import FORUM, LEADS, ME, asked

POLL, TIME, ANSWER = TABLES = ("groups_datepoll", "groups_polltime", "groups_pollanswer")
PEOPLE = "people_roleassignment"
KEYS = {
    POLL: {"forum": "groups_forum", "asked_by": PEOPLE, "meeting": "groups_meeting"},
    TIME: {"forum": "groups_forum", "poll": POLL},
    ANSWER: {"forum": "groups_forum", "poll": POLL, "time": TIME, "assignment": PEOPLE},
}
IS_OPEN = f"EXISTS (SELECT FROM {POLL} p WHERE p.id = poll_id AND p.status = 'open')"
OWN = f"assignment_id = {ME} AND {asked('forum_id', 'partaking_forum_ids')} AND {IS_OPEN}"
CHANGED = {POLL: ("status, ended_on, meeting_id", LEADS), ANSWER: ("suits", OWN)}


def _key(table: str, name: str, columns: str, target: str, to: str) -> tuple[str, str]:
    made = f"ALTER TABLE {table} ADD CONSTRAINT {table}_{name} FOREIGN KEY ({columns}) REFERENCES {target} ({to}) "
    return made + "DEFERRABLE INITIALLY DEFERRED;", f"ALTER TABLE {table} DROP CONSTRAINT {table}_{name};"


# A time is of its question's forum, an answer of a time of its own question, the meeting of the same forum.
UNIQUE = (
    f"ALTER TABLE {POLL} ADD CONSTRAINT {POLL}_forum_key UNIQUE (forum_id, id);"
    f"ALTER TABLE {TIME} ADD CONSTRAINT {TIME}_poll_key UNIQUE (poll_id, id);"
)
NOT_UNIQUE = f"ALTER TABLE {POLL} DROP CONSTRAINT {POLL}_forum_key; ALTER TABLE {TIME} DROP CONSTRAINT {TIME}_poll_key;"
JOINED = [
    _key(TIME, "of_its_polls_forum", "forum_id, poll_id", POLL, "forum_id, id"),
    _key(ANSWER, "of_its_polls_forum", "forum_id, poll_id", POLL, "forum_id, id"),
    _key(ANSWER, "of_its_polls_time", "poll_id, time_id", TIME, "poll_id, id"),
    _key(POLL, "led_to_its_forums_meeting", "forum_id, meeting_id", "groups_meeting", "forum_id, id"),
]


def _changes(table: str) -> migrations.RunSQL:
    columns, condition = CHANGED[table]
    return migrations.RunSQL(
        f"CREATE POLICY {table}_update_app ON {table} FOR UPDATE TO bus_app USING ({condition}) "
        f"WITH CHECK ({condition}); GRANT UPDATE ({columns}) ON {table} TO bus_app;",
        f"DROP POLICY {table}_update_app ON {table}; REVOKE UPDATE ON {table} FROM bus_app;",
    )


CLOCK = migrations.RunSQL(
    f"CREATE POLICY {POLL}_update_worker ON {POLL} FOR UPDATE TO bus_worker USING (true) "
    "WITH CHECK (status <> 'settled');"
    f"GRANT UPDATE (status, ended_on, reminded_on) ON {POLL} TO bus_worker;",
    f"DROP POLICY {POLL}_update_worker ON {POLL}; REVOKE UPDATE ON {POLL} FROM bus_worker;",
)
ROLES = {"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"}
PROTECTION = [
    protect(POLL, roles=ROLES, read=FORUM, insert=f"{LEADS} AND asked_by_id = {ME} AND status = 'open'"),
    protect(TIME, roles=ROLES, read=FORUM, insert=LEADS),
    protect(ANSWER, roles=ROLES, read=FORUM, insert=OWN),
    *(same_region(table, f"{column}_id", target) for table, keys in KEYS.items() for column, target in keys.items()),
    migrations.RunSQL(UNIQUE, NOT_UNIQUE),
    migrations.RunSQL(" ".join(on for on, _off in JOINED), " ".join(off for _on, off in JOINED)),
    *(_changes(table) for table in CHANGED),
    CLOCK,
]
