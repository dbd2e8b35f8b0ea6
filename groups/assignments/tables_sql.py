"""Who reads what one forum asks of another: the people of both, and those above as the structure says. [domain 2]"""

from django.db import migrations

from core.access.migration_ops import append_only, policy_function, protect, same_region
from groups.meetings.tables_sql import ITS_REGIONS, LED, ME, SEATED, asked

TASK, REPORT = TABLES = ("groups_task", "groups_taskreport")
# Seated there, or leading it: not those who only lead a unit with a seat.
FUNCTIONS = {"partaking_forum_ids": f"SELECT f.id {ITS_REGIONS} WHERE {SEATED} OR {LED}"}


def either(question: str) -> str:
    return f"({asked('giver_id', question)} OR {asked('receiver_id', question)})"


READ = either("visible_forum_ids")
PROPOSES = f"proposed_by_id = {ME} AND status = 'proposed' AND {either('partaking_forum_ids')}"
WORKS = f"({asked('giver_id', 'led_forum_ids')} OR {asked('receiver_id', 'partaking_forum_ids')})"
WRITES = f"written_by_id = {ME} AND {asked('receiver_id', 'partaking_forum_ids')}"
CHANGED = (
    "status, decision_id, decided_as, given_on, due_from, due_on, plan, result_kind, result, reported_on, "
    "handed_back_because, made_known, closed_on, cancel_reason"
)
CHANGES = f"""
CREATE POLICY {TASK}_update_app ON {TASK} FOR UPDATE TO bus_app USING ({WORKS}) WITH CHECK ({WORKS});
GRANT UPDATE ({CHANGED}) ON {TASK} TO bus_app;
"""
NO_CHANGES = f"DROP POLICY {TASK}_update_app ON {TASK}; REVOKE UPDATE ON {TASK} FROM bus_app;"
# A report's forums are its task's own, and the decision is the giving forum's.
JOINED = f"""
ALTER TABLE {TASK} ADD CONSTRAINT {TASK}_forums_key UNIQUE (giver_id, receiver_id, id);
ALTER TABLE {REPORT} ADD CONSTRAINT {REPORT}_of_its_tasks_forums FOREIGN KEY (giver_id, receiver_id, task_id)
  REFERENCES {TASK} (giver_id, receiver_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE groups_forumdecision ADD CONSTRAINT groups_forumdecision_forum_key UNIQUE (forum_id, id);
ALTER TABLE {TASK} ADD CONSTRAINT {TASK}_decided_by_its_giver FOREIGN KEY (giver_id, decision_id)
  REFERENCES groups_forumdecision (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
APART = f"""
ALTER TABLE {TASK} DROP CONSTRAINT {TASK}_decided_by_its_giver;
ALTER TABLE groups_forumdecision DROP CONSTRAINT groups_forumdecision_forum_key;
ALTER TABLE {REPORT} DROP CONSTRAINT {REPORT}_of_its_tasks_forums;
ALTER TABLE {TASK} DROP CONSTRAINT {TASK}_forums_key;
"""
PEOPLE = "people_roleassignment"
KEYS = {
    TASK: {"giver": "groups_forum", "receiver": "groups_forum", "proposed_by": PEOPLE,
           "decision": "groups_forumdecision"},
    REPORT: {"task": TASK, "giver": "groups_forum", "receiver": "groups_forum", "written_by": PEOPLE},
}  # fmt: skip
ROLES = {"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"}
PROTECTION = [
    *(policy_function(f"{name}()", "SETOF uuid", body) for name, body in FUNCTIONS.items()),
    protect(TASK, roles=ROLES, read=READ, insert=PROPOSES),
    migrations.RunSQL(CHANGES, NO_CHANGES),
    protect(REPORT, roles=ROLES, read=READ, insert=WRITES),
    *(same_region(table, f"{column}_id", target) for table, keys in KEYS.items() for column, target in keys.items()),
    migrations.RunSQL(JOINED, APART),
    append_only(REPORT),
]
