"""Who reaches the time enquiry: the convenor asks from the case, the manager answers without seeing any."""

from core.access.routes import Route
from core.roles import UNIT_LEADERS, Role

BOTH = {"GET", "HEAD", "POST"}
ROUTES = [
    Route(
        "sip:time_enquiry",
        BOTH,
        {Role.FORUM_CONVENOR},
        object="case",
        relation="convenor of the district",
        reads_child=True,
    ),
    Route(
        "sip:time_question",
        BOTH,
        UNIT_LEADERS | {Role.FORUM_CONVENOR},
        object="time question",
        relation="the one who is asked, or the convenor who asked",
    ),
]
