"""A forum's people read what is proposed; who sits there proposes, who leads it answers, who proposed takes it back."""

from django.db import migrations

from core.access.migration_ops import protect, same_region
from groups.meetings.tables_sql import FORUM, LEADS, ME, asked

TABLE = "groups_itemproposal"
PEOPLE = "people_roleassignment"
KEYS = {"forum": "groups_forum", "proposed_by": PEOPLE, "replied_by": PEOPLE, "item": "groups_agendaitem"}
OWN = f"proposed_by_id = {ME}"
MADE = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app USING ({LEADS} OR {OWN})
  WITH CHECK ({LEADS} OR {OWN} AND status = 'taken_back');
GRANT UPDATE (status, reply, replied_by_id, replied_on, item_id) ON {TABLE} TO bus_app;
ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_on_its_forums_agenda FOREIGN KEY (forum_id, item_id)
  REFERENCES groups_agendaitem (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
GONE = f"""
ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_on_its_forums_agenda;
REVOKE UPDATE ON {TABLE} FROM bus_app;
DROP POLICY {TABLE}_update_app ON {TABLE};
"""
PROTECTION = [
    protect(
        TABLE,
        roles={"bus_app": "SELECT, INSERT"},
        read=f"({FORUM} OR {OWN})",
        insert=f"{OWN} AND status = 'proposed' AND {asked('forum_id', 'partaking_forum_ids')}",
    ),
    *(same_region(TABLE, f"{column}_id", target) for column, target in KEYS.items()),
    migrations.RunSQL(MADE, GONE),
]
