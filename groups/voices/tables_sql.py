"""The forum's people read what organisations say; who leads it, or is called there for one, writes it down. [F53]"""

from django.db import migrations

from core.access.migration_ops import protect, same_region
from groups.meetings.tables_sql import FORUM, LEADS, ME, asked

TABLE = "groups_voice"
PEOPLE = "people_roleassignment"
KEYS = {
    "forum": "groups_forum",
    "meeting": "groups_meeting",
    "decision": "groups_forumdecision",
    "noted_by": PEOPLE,
    "answered_by": PEOPLE,
}
CALLED = asked("meeting_id", "invited_meeting_ids")
MADE = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app
  USING ({LEADS}) WITH CHECK ({LEADS} AND answered_by_id = {ME});
GRANT UPDATE (status, influence, answer, decision_id, answered_by_id, answered_on) ON {TABLE} TO bus_app;
ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_of_its_meetings_forum FOREIGN KEY (forum_id, meeting_id)
  REFERENCES groups_meeting (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_decided_by_its_forum FOREIGN KEY (forum_id, decision_id)
  REFERENCES groups_forumdecision (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
GONE = f"""
ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_decided_by_its_forum;
ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_of_its_meetings_forum;
REVOKE UPDATE ON {TABLE} FROM bus_app;
DROP POLICY {TABLE}_update_app ON {TABLE};
"""
PROTECTION = [
    protect(
        TABLE,
        roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"},
        read=f"({FORUM} OR noted_by_id = {ME})",
        insert=f"noted_by_id = {ME} AND status = 'registered' AND ({LEADS} OR {CALLED})",
    ),
    *(same_region(TABLE, f"{column}_id", target) for column, target in KEYS.items()),
    migrations.RunSQL(MADE, GONE),
]
