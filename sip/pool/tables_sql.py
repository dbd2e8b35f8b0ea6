"""The doors of the asks: the unit's that asks, and the coordinators' of the area that is asked. [F104, security 2-3]"""

from core.access.migration_ops import protect, same_region
from sip.access.joining_sql import IN_FORCE
from sip.access.keys_sql import ASSIGNMENT, UNIT
from sip.access.tables_sql import ME, MY_UNIT
from sip.takeover.tables_sql import WORKERS

ASK = "sip_poolask"
MINE = f"unit_id = {MY_UNIT}"
POOL = "area_id = (SELECT me.area_id FROM access.acting_row() me WHERE me.role = 'sip_coordinator')"
# A code is that of a case which the one who asks may see: nobody tries codes out.
KNOWN = "(case_code = '' OR EXISTS (SELECT FROM sip_case c WHERE c.code = case_code))"
FITS = f"""EXISTS (SELECT FROM people_roleassignment a WHERE a.id = {ASK}.coordinator_id AND a.role = 'sip_coordinator'
  AND a.area_id = {ASK}.area_id AND {IN_FORCE.format("a")})"""


def asks(mine: str) -> str:
    """What a new row must be, where `mine` says whose unit's it is."""
    return f"{mine} AND asked_by_id = {ME} AND status = 'asked' AND answered_by_id IS NULL AND {KNOWN}"


def becomes(mine: str) -> str:
    """What one that is open may become."""
    return f"""CASE status
    WHEN 'assigned' THEN {POOL} AND answered_by_id = {ME} AND {FITS}
    WHEN 'declined' THEN {POOL} AND answered_by_id = {ME}
    ELSE {mine} AND status = 'withdrawn' END"""


def is_open(mine: str) -> str:
    return f"status IN ('asked', 'assigned') AND ({mine} OR {POOL})"


PROTECTION = [
    protect(ASK, roles={"bus_app": "SELECT, INSERT"}, read=f"({MINE} OR {POOL})", insert=asks(MINE)),
    same_region(ASK, "area_id", "organisations_area"),
    same_region(ASK, "unit_id", UNIT),
    *(same_region(ASK, column, ASSIGNMENT) for column in ("asked_by_id", "answered_by_id", "coordinator_id")),
]
CHANGES = f"""
CREATE POLICY {ASK}_update_app ON {ASK} FOR UPDATE TO bus_app
  USING ({is_open(MINE)}) WITH CHECK ({becomes(MINE)});
GRANT UPDATE (status, answered_at, answered_by_id, coordinator_id, decline_reason) ON {ASK} TO bus_app;
"""
NO_CHANGES = f"DROP POLICY {ASK}_update_app ON {ASK}; REVOKE UPDATE ON {ASK} FROM bus_app;"

# The unit's are its own who meet children there; who only has a seat by the unit reads none. [security 2 rows 2, 10]
OF_WORKERS = f"unit_id = (SELECT me.unit_id FROM access.acting_row() me WHERE me.role IN {WORKERS})"  # noqa: S608


def _doors(mine: str) -> str:
    return f"""
ALTER POLICY {ASK}_select_app_0 ON {ASK} USING ({mine} OR {POOL});
ALTER POLICY {ASK}_insert_app_1 ON {ASK} WITH CHECK ({asks(mine)});
ALTER POLICY {ASK}_update_app ON {ASK} USING ({is_open(mine)}) WITH CHECK ({becomes(mine)});
"""


FOR_WORKERS, FOR_THE_UNIT = _doors(OF_WORKERS), _doors(MINE)
