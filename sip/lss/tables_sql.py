"""The doors of the offers: for those of the noting unit who work with the child. [security 2-3]"""

from core.access.migration_ops import protect, same_region
from sip.access.tables_sql import CHILD, ME, MY_UNIT
from sip.placements.tables_sql import hide_clocks

OFFER = "sip_lssoffer"
OWN = f"({CHILD} AND unit_id = {MY_UNIT})"
PROTECTION = [
    protect(OFFER, roles={"bus_app": "SELECT, INSERT"}, read=OWN, insert=f"{OWN} AND noted_by_id = {ME}"),
    same_region(OFFER, "child_id", "sip_child"),
    same_region(OFFER, "unit_id", "organisations_unit"),
    *(same_region(OFFER, f"{who}_by_id", "people_roleassignment") for who in ("noted", "offered", "recorded")),
]
CHANGES = f"""
CREATE POLICY {OFFER}_update_app ON {OFFER} FOR UPDATE TO bus_app USING ({OWN}) WITH CHECK ({OWN});
GRANT UPDATE (status, offered_on, offered_by_id, answered_on, recorded_by_id, beside, valid_from, review_on,
  reviewed_on, told_on, ended_on, end_reason) ON {OFFER} TO bus_app;
"""
NO_CHANGES = f"DROP POLICY {OFFER}_update_app ON {OFFER}; REVOKE UPDATE ON {OFFER} FROM bus_app;"
# A clock without a case: whoever does not see the offer sees no clock of it either.
CLOCKS = hide_clocks("lssoffer", "sip.lssoffer", OFFER)
