"""Who reaches the questions about times: the forum reads, its members answer, who convenes chooses. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ, BOTH = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}
CONVENES = "convenes the forum"
ROUTES = [
    Route("groups:poll_new", BOTH, SIGNED_IN, object="forum", relation=CONVENES),
    Route("groups:poll_detail", READ, SIGNED_IN, object="date poll", relation="own forum"),
    Route("groups:poll_answer", BOTH, SIGNED_IN, object="date poll", relation="sits in the forum"),
    Route("groups:poll_end", BOTH, SIGNED_IN, object="date poll", relation=CONVENES),
    Route("groups:poll_settle", BOTH, SIGNED_IN, object="poll time", relation=CONVENES),
]
