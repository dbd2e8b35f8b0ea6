"""Who reaches the asks: those who meet children from within a unit, and the SIP coordinators. No child stands there."""

from core.access.routes import Route
from core.roles import CASE_ROLES, Role

READ, BOTH = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}
POOL = CASE_ROLES | {Role.SIP_COORDINATOR}
OWN = "the unit that asks, or the area's coordinators"
ROUTES = [
    Route("sip:pool_list", READ, POOL, object="", relation="visible asks"),
    Route("sip:pool_ask", BOTH, CASE_ROLES, object="", relation="visible plans"),
    Route("sip:pool_detail", READ, POOL, object="pool ask", relation=OWN),
    Route("sip:pool_note", BOTH, POOL, object="pool ask", relation=OWN),
]
