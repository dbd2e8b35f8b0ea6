"""Who reaches the pages of assignments between forums: any assignment, and then the relation decides. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
OWN = "given or received by an own forum"
ROUTES = [
    Route("groups:task_list", READ, SIGNED_IN, relation="own forums"),
    Route("groups:task_new", BOTH, SIGNED_IN, object="forum", relation="sits in it or in one that reports to it"),
    Route("groups:task_detail", READ, SIGNED_IN, object="task", relation=OWN),
    Route("groups:task_note", BOTH, SIGNED_IN, object="task", relation=OWN),
]
