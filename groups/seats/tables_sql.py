"""A seat's term may be given a last day and nothing else, or go before it has begun; what a school said stays so."""

from django.db import migrations

from core.access.migration_ops import append_only, protect, same_region
from groups.meetings.tables_sql import ME

TABLE = "groups_schoolcontact"
# The administrator, or whoever leads the group's own area.
LEADER = """EXISTS (SELECT FROM access.acting_row() AS me JOIN groups_forum f ON f.id = forum_id
  WHERE me.role = 'region_admin' OR me.role IN ('group_chair', 'group_coordinator') AND f.area_id = me.area_id)"""
TERM = "groups_membership"
OPEN = f"(valid_to IS NULL OR valid_to >= access.today()) AND {LEADER}"
# A term that is over stays as it was.
ONLY_ITS_END = f"""
DROP POLICY {TERM}_update_app_2 ON {TERM};
REVOKE UPDATE ON {TERM} FROM bus_app;
CREATE POLICY {TERM}_update_app ON {TERM} FOR UPDATE TO bus_app USING ({OPEN}) WITH CHECK ({LEADER});
GRANT UPDATE (valid_to) ON {TERM} TO bus_app;
"""
AS_BEFORE = f"""
DROP POLICY {TERM}_update_app ON {TERM};
REVOKE UPDATE (valid_to) ON {TERM} FROM bus_app;
CREATE POLICY {TERM}_update_app_2 ON {TERM} FOR UPDATE TO bus_app USING ({LEADER}) WITH CHECK ({LEADER});
GRANT UPDATE ON {TERM} TO bus_app;
"""
# A term that has not begun may be taken away: nobody has sat there by it.
MAY_GO = f"""
CREATE POLICY {TERM}_delete_app ON {TERM} FOR DELETE TO bus_app USING (valid_from > access.today() AND {LEADER});
GRANT DELETE ON {TERM} TO bus_app;
"""
MAY_NOT_GO = f"DROP POLICY {TERM}_delete_app ON {TERM}; REVOKE DELETE ON {TERM} FROM bus_app;"
KEYS = {
    "forum_id": "groups_forum",
    "principal_id": "organisations_principal",
    "represented_by_id": "people_roleassignment",
    "noted_by_id": "people_roleassignment",
}
PROTECTION = [
    migrations.RunSQL(ONLY_ITS_END, AS_BEFORE),
    protect(
        TABLE,
        roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"},
        insert=f"noted_by_id = {ME} AND {LEADER}",
    ),
    *(same_region(TABLE, column, target) for column, target in KEYS.items()),
    append_only(TABLE),
]
