"""Who notes how the children's best was assessed: whoever writes the minutes. [security 13]"""

from core.access.routes import SIGNED_IN, Route

ROUTES = [
    Route(
        "groups:decision_interests",
        {"GET", "HEAD", "POST"},
        SIGNED_IN,
        object="forum decision",
        relation="convenes, chairs or writes",
    ),
]
