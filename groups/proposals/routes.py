"""Who reaches proposed items: the forum reads, who sits there proposes, who leads it answers. [security 13]"""

from core.access.routes import SIGNED_IN, Route

BOTH = {"GET", "HEAD", "POST"}
ROUTES = [
    Route("groups:proposal_list", {"GET", "HEAD"}, SIGNED_IN, object="own forum", relation="own forum"),
    Route("groups:proposal_new", BOTH, SIGNED_IN, object="forum", relation="sits in the forum"),
    Route("groups:proposal_note", BOTH, SIGNED_IN, object="item proposal", relation="leads the forum, or proposed it"),
]
