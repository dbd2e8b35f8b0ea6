"""Who reaches the addresses of transitions. The roles let in; the relation decides. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_READERS, CASE_ROLES

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
POST = {"POST"}
LOOKS = CASE_READERS  # by the case, while named there

ROUTES = [
    Route("sip:transition_new", BOTH, CASE_ROLES, "child", "visible child", reads_child=True),
    Route("sip:transition_detail", READ, LOOKS, "transition", "visible transition", reads_child=True, pace="child"),
    Route("sip:transition_note", BOTH, CASE_ROLES, "transition", "holds it together", reads_child=True),
    Route("sip:transition_confirm", POST, CASE_ROLES, "transition unit", "the sending unit", reads_child=True),
    Route("sip:transition_reply", POST, CASE_ROLES, "transition unit", "the called unit", reads_child=True),
]
