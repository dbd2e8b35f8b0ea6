"""Who reads and changes a routine, and what the database holds fast of it. [domain 2, SM-6]

What is decided is read by everybody who works in the region; before that by the forum's people. From the decision on
the text stands still.
"""

from django.db import migrations

from core.access.migration_ops import policy_function, protect, same_region
from groups.meetings.tables_sql import FORUM, LEADS, ME, OURS, REFUSED, asked, words
from groups.routines.states import MOVES, PUBLIC

ROUTINE, VERSION, SECTION, COVER, FILE = TABLES = (
    "groups_routine",
    "groups_routineversion",
    "groups_routinesection",
    "groups_routinecover",
    "groups_routinefile",
)
READ_BY_ALL = words(PUBLIC)
FUNCTIONS = {
    "public_routine_ids": f"SELECT a.routine_id FROM {VERSION} a WHERE {OURS} AND a.status IN {READ_BY_ALL}",
    "visible_routine_version_ids": f"""SELECT a.id FROM {VERSION} a
WHERE {OURS} AND (a.status IN {READ_BY_ALL} OR a.{FORUM})""",
    "led_routine_version_ids": f"SELECT a.id FROM {VERSION} a WHERE {OURS} AND a.{LEADS}",
    "written_routine_version_ids": f"""SELECT a.id FROM {VERSION} a
WHERE {OURS} AND a.{asked("forum_id", "partaking_forum_ids")}""",
    # Named to answer for it, or one of the forum's people in the role that answers.
    "answered_routine_ids": f"""SELECT a.id FROM {ROUTINE} a
JOIN access.acting_row() AS me ON me.region_id = a.region_id WHERE a.responsible_id = me.assignment_id
   OR a.responsible_role = me.role AND a.{asked("forum_id", "partaking_forum_ids")}""",
}
READS, LED, WRITTEN = (asked("routine_version_id", f"{name}_routine_version_ids") for name in
                       ("visible", "led", "written"))  # fmt: skip
ANSWERS = asked("routine_id", "answered_routine_ids")
DOORS = {
    # table: (read, insert, update, columns)
    ROUTINE: (
        f"({FORUM} OR {asked('id', 'public_routine_ids')})",
        f"{LEADS} AND begun_by_id = {ME}",
        LEADS,
        "responsible_id, responsible_role",
    ),
    VERSION: (
        f"(status IN {READ_BY_ALL} OR {FORUM})",
        f"{LEADS} AND drafted_by_id = {ME} AND status = 'draft'",
        f"({LEADS} OR {ANSWERS})",
        (
            "status, title, change, confirmed_id, confirmed_by_id, confirmed_on, decided_on, decision_id, decided_as, "
            "valid_from, valid_to, review_on, end_reason"
        ),
    ),
    SECTION: (READS, LED, WRITTEN, "text, version, saved_by_id, saved_at"),
    COVER: (READS, LED, LED, "removed_at"),
    FILE: (READS, f"{LED} AND added_by_id = {ME}", LED, "removed_at"),
}
PEOPLE = "people_roleassignment"
KEYS = {
    ROUTINE: {"forum": "groups_forum", "adapts": ROUTINE, "responsible": PEOPLE, "begun_by": PEOPLE},
    VERSION: {"routine": ROUTINE, "forum": "groups_forum", "drafted_by": PEOPLE, "adapts": VERSION,
              "confirmed": VERSION, "confirmed_by": PEOPLE, "decision": "groups_forumdecision"},
    SECTION: {"routine_version": VERSION, "saved_by": PEOPLE},
    COVER: {"routine_version": VERSION, "area": "organisations_area", "principal": "organisations_principal",
            "unit": "organisations_unit"},
    FILE: {"routine_version": VERSION, "added_by": PEOPLE},
}  # fmt: skip
PAIRS = ", ".join(sorted({f"('{one}', '{move.target}')" for move in MOVES for one in move.sources}))
DECIDED = "ARRAY['title', 'change', 'decided_on', 'decision_id', 'decided_as', 'valid_from']"
CONFIRMED = "ARRAY['confirmed_id', 'confirmed_by_id', 'confirmed_on']"
# It moves only as the table of moves says, says something when it is decided, and is then not written anew.
VERSION_HELD = f"""
DECLARE
  field text;
BEGIN
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN ({PAIRS}) THEN
    RAISE EXCEPTION 'a routine does not go from % to %', OLD.status, NEW.status {REFUSED};
  END IF;
  IF OLD.status <> 'draft' THEN
    FOREACH field IN ARRAY {DECIDED} LOOP
      IF to_jsonb(NEW) -> field IS DISTINCT FROM to_jsonb(OLD) -> field THEN
        RAISE EXCEPTION 'the routine is decided' {REFUSED};
      END IF;
    END LOOP;
  END IF;
  IF {ME} IS NOT NULL AND to_jsonb(NEW) - {CONFIRMED} IS DISTINCT FROM to_jsonb(OLD) - {CONFIRMED}
      AND NOT NEW.{LEADS} THEN
    RAISE EXCEPTION 'only who leads the forum changes it' {REFUSED};
  END IF;
  IF NEW.status = 'decided' AND OLD.status = 'draft'
      AND NOT EXISTS (SELECT FROM {SECTION} s WHERE s.routine_version_id = NEW.id AND s.text <> '')
      AND NOT EXISTS (SELECT FROM {FILE} f WHERE f.routine_version_id = NEW.id AND f.removed_at IS NULL) THEN
    RAISE EXCEPTION 'the routine says nothing' {REFUSED};
  END IF;
  IF NEW.status = 'in_force' AND OLD.status = 'decided' AND NEW.valid_from > access.today() THEN
    RAISE EXCEPTION 'its first day has not come' {REFUSED};
  END IF;
  IF NEW.status = 'replaced' AND OLD.status = 'in_force' AND NOT EXISTS (
      SELECT FROM {VERSION} v WHERE v.routine_id = NEW.routine_id AND v.number > NEW.number
        AND v.status = 'decided' AND v.valid_from <= access.today()) THEN
    RAISE EXCEPTION 'no later version takes its place' {REFUSED};
  END IF;
  RETURN NEW;
END
"""
PART_HELD = f"""
BEGIN
  IF (SELECT v.status FROM {VERSION} v WHERE v.id = NEW.routine_version_id) <> 'draft' THEN
    RAISE EXCEPTION 'the routine is decided' {REFUSED};
  END IF;
  RETURN NEW;
END
"""
HELD = {"routine_version_held": VERSION_HELD, "routine_part_held": PART_HELD}
TRIGGERS = {
    # table: (function, when)
    VERSION: ("routine_version_held", "UPDATE"),
    SECTION: ("routine_part_held", "INSERT OR UPDATE"),
    COVER: ("routine_part_held", "INSERT OR UPDATE"),
    FILE: ("routine_part_held", "INSERT OR UPDATE"),
}
# The job that lets a version begin and end; a version's forum is its routine's, and the decision that forum's own.
JOINED = f"""
CREATE POLICY {VERSION}_update_worker ON {VERSION} FOR UPDATE TO bus_worker USING (true) WITH CHECK (true);
GRANT UPDATE (status, valid_to) ON {VERSION} TO bus_worker;
ALTER TABLE {VERSION} ADD CONSTRAINT {VERSION}_of_its_routines_forum FOREIGN KEY (forum_id, routine_id)
  REFERENCES {ROUTINE} (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {VERSION} ADD CONSTRAINT {VERSION}_decided_by_its_forum FOREIGN KEY (forum_id, decision_id)
  REFERENCES groups_forumdecision (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
CREATE POLICY files_keptfile_of_a_routine ON files_keptfile FOR SELECT TO bus_app
  USING (id IN (SELECT f.id FROM {FILE} f));
ALTER TABLE {FILE} ADD CONSTRAINT {FILE}_own_file FOREIGN KEY (id, added_by_id)
  REFERENCES files_keptfile (id, added_by_id) DEFERRABLE INITIALLY DEFERRED;
"""
APART = f"""
ALTER TABLE {FILE} DROP CONSTRAINT {FILE}_own_file;
DROP POLICY files_keptfile_of_a_routine ON files_keptfile;
ALTER TABLE {VERSION} DROP CONSTRAINT {VERSION}_decided_by_its_forum;
ALTER TABLE {VERSION} DROP CONSTRAINT {VERSION}_of_its_routines_forum;
REVOKE UPDATE ON {VERSION} FROM bus_worker;
DROP POLICY {VERSION}_update_worker ON {VERSION};
"""


def _doors(table: str) -> list:
    read, insert, update, columns = DOORS[table]
    return [
        protect(table, roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"}, read=read, insert=insert),
        migrations.RunSQL(
            f"CREATE POLICY {table}_update_app ON {table} FOR UPDATE TO bus_app USING ({update}) "
            f"WITH CHECK ({update}); GRANT UPDATE ({columns}) ON {table} TO bus_app;",
            f"DROP POLICY {table}_update_app ON {table}; REVOKE UPDATE ON {table} FROM bus_app;",
        ),
        *(same_region(table, f"{column}_id", target) for column, target in KEYS[table].items()),
    ]


def _trigger(table: str) -> migrations.RunSQL:
    function, when = TRIGGERS[table]
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_held BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION access.{function}();",
        f"DROP TRIGGER {table}_held ON {table};",
    )


PROTECTION = [
    *(policy_function(f"{name}()", "SETOF uuid", body) for name, body in FUNCTIONS.items()),
    *(operation for table in TABLES for operation in _doors(table)),
    same_region(FILE, "id", "files_keptfile"),
    *(
        policy_function(f"{name}()", "trigger", body, language="plpgsql", volatility="VOLATILE")
        for name, body in HELD.items()
    ),
    *(_trigger(table) for table in TRIGGERS),
    migrations.RunSQL(JOINED, APART),
]
