"""The forum's people read what its agendas begin with; who leads it sets the group's own headings. [F32]"""

from django.db import migrations

from core.access.migration_ops import protect, same_region
from groups.meetings.tables_sql import FORUM, LEADS, ME

TABLE = "groups_standingheading"
MADE = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app USING ({LEADS}) WITH CHECK ({LEADS});
GRANT UPDATE ("order", title, background, purpose, minutes, ended_on) ON {TABLE} TO bus_app;
"""
GONE = f"""
REVOKE UPDATE ON {TABLE} FROM bus_app;
DROP POLICY {TABLE}_update_app ON {TABLE};
"""
PROTECTION = [
    protect(TABLE, roles={"bus_app": "SELECT, INSERT"}, read=FORUM, insert=f"{LEADS} AND added_by_id = {ME}"),
    same_region(TABLE, "forum_id", "groups_forum"),
    same_region(TABLE, "added_by_id", "people_roleassignment"),
    migrations.RunSQL(MADE, GONE),
]
