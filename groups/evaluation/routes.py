"""Who reaches how a meeting was: whoever was there answers, and its forum reads. [security 13]"""

from core.access.routes import SIGNED_IN, Route

ROUTES = [
    Route(
        "groups:evaluation_answer",
        {"GET", "HEAD", "POST"},
        SIGNED_IN,
        object="group meeting held",
        relation="was there",
    ),
    Route("groups:evaluation_list", {"GET", "HEAD"}, SIGNED_IN, object="own forum", relation="own forum"),
]
