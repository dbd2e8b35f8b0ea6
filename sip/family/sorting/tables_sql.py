"""The doors of texts sorted for a reader: the principal's own, as what is kept from the reader is. [security 1-3]"""

from core.access.migration_ops import protect, same_region
from sip.access.joining_sql import NOW
from sip.access.keys_sql import ASSIGNMENT
from sip.access.tables_sql import CHILD, ME

TABLE = "sip_sortedtext"
PROTECTION = protect(
    TABLE,
    roles={"bus_app": "SELECT, INSERT"},
    read=CHILD,
    insert=f"{CHILD} AND sorted_by_id = {ME} AND taken_back_at IS NULL",
)
# It is taken back, and that is all.
TAKEN_BACK = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app
  USING ({CHILD} AND taken_back_at IS NULL) WITH CHECK (taken_back_at {NOW});
GRANT UPDATE (taken_back_at) ON {TABLE} TO bus_app;
"""
GIVEN_AGAIN = f"DROP POLICY {TABLE}_update_app ON {TABLE}; REVOKE UPDATE ON {TABLE} FROM bus_app;"
KEYS = [same_region(TABLE, "child_id", "sip_child"), same_region(TABLE, "sorted_by_id", ASSIGNMENT)]
