"""A document is read by who reads its item, or its meeting; added by who sets the agenda. [security 3]"""

from django.db import migrations

from core.access.migration_ops import protect, same_region
from groups.meetings.tables_sql import FORUM, ME, WRITES, asked, readable

TABLE = "groups_agendadocument"
READ = f"""(CASE WHEN item_id IS NULL THEN {FORUM} OR {asked("meeting_id", "invited_meeting_ids")}
  ELSE {readable("item_id")} END)"""
ADDED = f"{WRITES} AND added_by_id = {ME}"  # by a key, of one's own file
SEEN = f"""
CREATE POLICY files_keptfile_of_an_agenda ON files_keptfile FOR SELECT TO bus_app
  USING (id IN (SELECT d.id FROM {TABLE} d));
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app USING ({WRITES} AND {READ})
  WITH CHECK ({WRITES} AND {READ});
GRANT UPDATE (removed_at) ON {TABLE} TO bus_app;
ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_own_file FOREIGN KEY (id, added_by_id)
  REFERENCES files_keptfile (id, added_by_id) DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER agendadocument_locked BEFORE INSERT OR UPDATE ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION access.minutes_locked();
ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_of_its_meetings_forum FOREIGN KEY (forum_id, meeting_id)
  REFERENCES groups_meeting (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
UNSEEN = f"""
ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_of_its_meetings_forum;
ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_own_file;
DROP TRIGGER agendadocument_locked ON {TABLE};
REVOKE UPDATE ON {TABLE} FROM bus_app;
DROP POLICY {TABLE}_update_app ON {TABLE};
DROP POLICY files_keptfile_of_an_agenda ON files_keptfile;
"""
PROTECTION = [
    protect(TABLE, roles={"bus_app": "SELECT, INSERT"}, read=READ, insert=ADDED),
    migrations.RunSQL(SEEN, UNSEEN),
    same_region(TABLE, "id", "files_keptfile"),
    same_region(TABLE, "forum_id", "groups_forum"),
    same_region(TABLE, "meeting_id", "groups_meeting"),
    same_region(TABLE, "item_id", "groups_agendaitem"),
    same_region(TABLE, "added_by_id", "people_roleassignment"),
]
