"""The doors of the notices: the placing unit's, and the unit's that one is for while its transfer is open to it."""

from core.access.migration_ops import protect, same_region
from sip.access.plans_sql import STARTED
from sip.access.tables_sql import CASE, ME, MY_UNIT
from sip.placements.tables_sql import ASSIGNMENT, OF_OWN, UNIT

TABLE = "sip_placementnotice"
SENDS = f"({STARTED} OR {OF_OWN})"
MINE = f"({CASE} AND receiving_unit_id = {MY_UNIT} AND sent_on IS NOT NULL)"
FRESH = f"{STARTED} AND {OF_OWN} AND sent_by_id = {ME} AND sent_on IS NULL AND taken_at IS NULL"
PROTECTION = [
    protect(TABLE, roles={"bus_app": "SELECT, INSERT"}, read=f"({SENDS} OR {MINE})", insert=FRESH),
    same_region(TABLE, "case_id", "sip_case"),
    same_region(TABLE, "receiving_unit_id", UNIT),
    same_region(TABLE, "sent_by_id", ASSIGNMENT),
    same_region(TABLE, "taken_by_id", ASSIGNMENT),
]
# Who sends it says when it went; who receives it that it is taken in; each once, and nothing of it is undone.
CHANGES = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app
  USING (({SENDS} AND sent_on IS NULL) OR ({MINE} AND taken_at IS NULL))
  WITH CHECK (({SENDS} AND sent_on IS NOT NULL AND taken_at IS NULL) OR ({MINE} AND taken_by_id = {ME}));
GRANT UPDATE (sent_on, taken_at, taken_by_id) ON {TABLE} TO bus_app;
"""
NO_CHANGES = f"DROP POLICY {TABLE}_update_app ON {TABLE}; REVOKE UPDATE ON {TABLE} FROM bus_app;"
