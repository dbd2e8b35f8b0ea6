"""A feed is its owner's alone; whoever has the address learns when, and which change it is. [security 3, 7]"""

from django.db import migrations

from core.access.migration_ops import policy_function, protect, same_region
from groups.meetings.tables_sql import ME

TABLE = "groups_calendarfeed"
OWN = f"assignment_id = {ME}"
CHANGES = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app USING ({OWN}) WITH CHECK ({OWN});
GRANT UPDATE (closed_at) ON {TABLE} TO bus_app;
"""
NO_CHANGES = f"DROP POLICY {TABLE}_update_app ON {TABLE}; REVOKE UPDATE ON {TABLE} FROM bus_app;"
# Those one is called to and has not given over; of the last half year and all ahead. Nobody signs in: the secret asks.
FEED = """
SELECT t.id, t.starts_at, t.ends_at, t.status::text, t.sequence
FROM groups_calendarfeed f
JOIN people_roleassignment a ON a.id = f.assignment_id
JOIN groups_invitation i ON i.assignment_id = f.assignment_id AND i.reply <> 'substitute'
JOIN groups_meeting t ON t.id = i.meeting_id
WHERE f.token_hash = wanted AND f.closed_at IS NULL AND a.valid_from <= today
  AND (a.valid_to IS NULL OR a.valid_to >= today) AND t.starts_at > today - interval '6 months'
ORDER BY t.starts_at, t.id
"""
COLUMNS = "TABLE (id uuid, starts_at timestamptz, ends_at timestamptz, status text, sequence smallint)"
IS_OPEN = """
SELECT EXISTS (SELECT FROM groups_calendarfeed f JOIN people_roleassignment a ON a.id = f.assignment_id
  WHERE f.token_hash = wanted AND f.closed_at IS NULL AND a.valid_from <= today
    AND (a.valid_to IS NULL OR a.valid_to >= today))
"""
DEFINERS = {"calendar_feed", "calendar_feed_is_open"}
PROTECTION = [
    protect(TABLE, roles={"bus_app": "SELECT, INSERT"}, read=OWN, insert=OWN),
    migrations.RunSQL(CHANGES, NO_CHANGES),
    same_region(TABLE, "assignment_id", "people_roleassignment"),
    policy_function("calendar_feed(wanted text, today date)", COLUMNS, FEED, grant_to=("bus_app",)),
    policy_function("calendar_feed_is_open(wanted text, today date)", "boolean", IS_OPEN, grant_to=("bus_app",)),
]
