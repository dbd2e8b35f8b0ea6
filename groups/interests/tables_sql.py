"""An assessment is read with its decision, and written by whoever writes the minutes until they are locked. [F52]"""

from django.db import migrations

from core.access.migration_ops import protect, same_region
from groups.meetings.tables_sql import ME, WRITES, readable

TABLE = "groups_bestinterests"
READS = readable("item_id")
OF_ITS_DECISION = f"""EXISTS (SELECT FROM groups_forumdecision d
  WHERE d.id = decision_id AND d.item_id = {TABLE}.item_id AND d.struck_at IS NULL)"""
CHANGED = "concerns, investigated, weighed, considered, asked, mattered, noted_by_id"
CHANGES = f"{WRITES} AND {READS}"
KEYS = {
    "forum": "groups_forum",
    "meeting": "groups_meeting",
    "item": "groups_agendaitem",
    "decision": "groups_forumdecision",
    "noted_by": "people_roleassignment",
}
MADE = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app
  USING ({CHANGES}) WITH CHECK ({CHANGES} AND noted_by_id = {ME});
GRANT UPDATE ({CHANGED}) ON {TABLE} TO bus_app;
ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_of_its_meetings_forum FOREIGN KEY (forum_id, meeting_id)
  REFERENCES groups_meeting (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER {TABLE}_locked BEFORE INSERT OR UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION access.minutes_locked();
"""
GONE = f"""
DROP TRIGGER {TABLE}_locked ON {TABLE};
ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_of_its_meetings_forum;
REVOKE UPDATE ON {TABLE} FROM bus_app;
DROP POLICY {TABLE}_update_app ON {TABLE};
"""
PROTECTION = [
    protect(
        TABLE,
        roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"},
        read=READS,
        insert=f"{WRITES} AND noted_by_id = {ME} AND {OF_ITS_DECISION}",
    ),
    *(same_region(TABLE, f"{column}_id", target) for column, target in KEYS.items()),
    migrations.RunSQL(MADE, GONE),
]
