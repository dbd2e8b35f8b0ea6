"""Who cancelled a SIP meeting and who ended a transition, and when: the web may say it, of its own region. [CS-19]"""

from core.access.migration_ops import same_region
from sip.access.keys_sql import ASSIGNMENT

DOORS = """
GRANT UPDATE (cancelled_at, cancelled_by_id) ON sip_planmeeting TO bus_app;
GRANT UPDATE (closed_by_id) ON sip_transition TO bus_app;
"""
DOORS_BACK = """
REVOKE UPDATE (cancelled_at, cancelled_by_id) ON sip_planmeeting FROM bus_app;
REVOKE UPDATE (closed_by_id) ON sip_transition FROM bus_app;
"""
KEYS = [
    same_region("sip_planmeeting", "cancelled_by_id", ASSIGNMENT),
    same_region("sip_transition", "closed_by_id", ASSIGNMENT),
]
