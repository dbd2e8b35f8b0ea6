"""The doors of what the family says to a plan: who reads the plan reads it; written once, in one's own name. [CS-06]"""

from core.access.migration_ops import protect, same_region
from sip.access.keys_sql import ASSIGNMENT, same_case
from sip.access.plans_sql import PLAN, WRITES

TABLE = "sip_plananswer"
PROTECTION = protect(TABLE, roles={"bus_app": "SELECT, INSERT"}, read=PLAN, insert=WRITES.format("recorded_by_id"))
KEYS = [
    same_region(TABLE, "case_id", "sip_case"),
    same_region(TABLE, "recorded_by_id", ASSIGNMENT),
    same_case(TABLE, "plan_version_id", "sip_planversion"),
]
STANDS = f"""
CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change_but_retention();
CREATE TRIGGER {TABLE}_never_emptied BEFORE TRUNCATE ON {TABLE}
  FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change();
"""
STANDS_BACK = f"""
DROP TRIGGER {TABLE}_never_emptied ON {TABLE};
DROP TRIGGER {TABLE}_append_only ON {TABLE};
"""
