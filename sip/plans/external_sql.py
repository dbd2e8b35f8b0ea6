"""The doors of what a plan is called elsewhere: with the plan, written by whoever leads it, and never rewritten."""

from core.access.migration_ops import same_region
from sip.access.keys_sql import ASSIGNMENT
from sip.access.plans_sql import LED, OWN_OR_PLAN, STARTED
from sip.access.tables_sql import ME, doors

TABLE = "sip_externalchange"
PROTECTION = [
    doors(TABLE, "SELECT, INSERT", read=OWN_OR_PLAN, insert=f"({LED} OR {STARTED}) AND changed_by_id = {ME}"),
    same_region(TABLE, "case_id", "sip_case"),
    same_region(TABLE, "changed_by_id", ASSIGNMENT),
]
