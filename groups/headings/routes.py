"""Who reaches a group's standing headings: its people read, who leads it sets them. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ, BOTH = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}
LEADS = "leads the forum"
ROUTES = [
    Route("groups:heading_list", READ, SIGNED_IN, object="own forum", relation="own forum"),
    Route("groups:heading_new", BOTH, SIGNED_IN, object="own forum", relation=LEADS),
    Route("groups:heading_change", BOTH, SIGNED_IN, object="standing heading", relation=LEADS),
    Route("groups:heading_move", {"POST"}, SIGNED_IN, object="standing heading", relation=LEADS),
    Route("groups:heading_end", BOTH, SIGNED_IN, object="standing heading", relation=LEADS),
]
