"""Who reaches the pages of lifted questions: any assignment, and then the relation decides. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
OWN = "lifted by an own forum, or come to one"
ROUTES = [
    Route("groups:lift_list", READ, SIGNED_IN, relation="own forums"),
    Route("groups:lift_new", BOTH, SIGNED_IN, object="forum", relation="leads it"),
    Route("groups:lift_detail", READ, SIGNED_IN, object="lifted question", relation=OWN),
    Route("groups:lift_note", BOTH, SIGNED_IN, object="lifted question", relation=OWN),
]
