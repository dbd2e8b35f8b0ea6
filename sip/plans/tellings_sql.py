"""The doors of what the child must be told of a plan. [CS-19, security 2-3]"""

from core.access.migration_ops import protect, same_region
from sip.access.keys_sql import ASSIGNMENT, same_case
from sip.access.plans_sql import OWN_OR_PLAN
from sip.access.tables_sql import ME

TABLE = "sip_plantelling"
# Whoever has just taken the plan over, or closes it, may be one to whom no consent opens it any longer.
ANSWERS = f"""EXISTS (
  SELECT FROM sip_planrole r WHERE r.case_id = {TABLE}.case_id AND r.part = 'main_responsible'
    AND r.assignment_id = {ME} AND r.valid_to IS NULL)"""

PROTECTION = protect(
    TABLE,
    roles={"bus_app": "SELECT, INSERT"},
    read=OWN_OR_PLAN,
    insert=f"caused_by_id = {ME} AND told_on IS NULL AND ({OWN_OR_PLAN} OR {ANSWERS})",
)
# It is told once, in one's own name.
TOLD = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app
  USING ({OWN_OR_PLAN} AND told_on IS NULL) WITH CHECK (told_by_id = {ME} AND told_on IS NOT NULL);
GRANT UPDATE (told_on, told_by_id, manner, note) ON {TABLE} TO bus_app;
"""
UNTOLD = f"DROP POLICY {TABLE}_update_app ON {TABLE}; REVOKE UPDATE ON {TABLE} FROM bus_app;"
KEYS = [
    same_region(TABLE, "case_id", "sip_case"),
    same_region(TABLE, "caused_by_id", ASSIGNMENT),
    same_region(TABLE, "told_by_id", ASSIGNMENT),
    same_case(TABLE, "measure_id", "sip_planmeasure"),
]
GOAL = same_case(TABLE, "goal_id", "sip_plangoal")
