"""The doors of what is asked of the first line: the asking unit's, and the asked one's while it reads why. [P-33]"""

from core.access.migration_ops import protect, same_region
from sip.access.keys_sql import ASSIGNMENT, UNIT
from sip.access.plans_sql import STARTED
from sip.access.tables_sql import CASE, ME, MY_UNIT

ASK = "sip_firstlineask"
MINE = f"({CASE} AND receiving_unit_id = {MY_UNIT} AND sent_on IS NOT NULL)"
FRESH = f"{STARTED} AND asked_by_id = {ME} AND unit_id = {MY_UNIT} AND status = 'asked' AND sent_on IS NULL"
PROTECTION = [
    protect(ASK, roles={"bus_app": "SELECT, INSERT"}, read=f"({STARTED} OR {MINE})", insert=FRESH),
    same_region(ASK, "case_id", "sip_case"),
    *(same_region(ASK, column, UNIT) for column in ("unit_id", "receiving_unit_id")),
    *(same_region(ASK, column, ASSIGNMENT) for column in ("asked_by_id", "answered_by_id")),
]
# Who asks says when the family had consented; who is asked answers, once.
CHANGES = f"""
CREATE POLICY {ASK}_update_app ON {ASK} FOR UPDATE TO bus_app
  USING (status = 'asked' AND ((sent_on IS NULL AND {STARTED}) OR {MINE}))
  WITH CHECK (CASE status WHEN 'asked' THEN {STARTED} AND sent_on IS NOT NULL
    ELSE {MINE} AND answered_by_id = {ME} END);
GRANT UPDATE (sent_on, status, answered_on, answered_by_id, why_not) ON {ASK} TO bus_app;
"""
NO_CHANGES = f"DROP POLICY {ASK}_update_app ON {ASK}; REVOKE UPDATE ON {ASK} FROM bus_app;"
