"""Who reaches what a group has held together: the forum reads, who leads it notes. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ, BOTH = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}
ROUTES = [
    Route("groups:training_list", READ, SIGNED_IN, object="own forum", relation="own forum"),
    Route("groups:training_new", BOTH, SIGNED_IN, object="own forum", relation="leads the forum"),
    Route("groups:course_confirm", BOTH, SIGNED_IN, object="own forum", relation="sits in the forum for a unit"),
    Route("groups:training_remove", BOTH, SIGNED_IN, object="training", relation="leads the forum"),
]
