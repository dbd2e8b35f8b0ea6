"""Who reaches a take-over: the leaders of the unit."""

from core.access.routes import Route
from core.roles import UNIT_LEADERS
from sip.plans.routes import BOTH, READ

ROUTES = [
    Route("sip:takeover_list", READ, UNIT_LEADERS, relation="leads the unit", reads_child=True),
    Route(
        "sip:takeover", BOTH, UNIT_LEADERS, object="unit's worker", relation="leads the worker's unit", reads_child=True
    ),
]
