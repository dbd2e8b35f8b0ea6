"""Who reaches what organisations say: the forum and those called to it read, who leads it answers. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ, BOTH = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}
ROUTES = [
    Route(
        "groups:voice_list", READ, SIGNED_IN, object="own forum", relation="own forum, or called for an organisation"
    ),
    Route("groups:voice_new", BOTH, SIGNED_IN, object="own forum", relation="leads the forum, or called to it"),
    Route("groups:voice_answer", BOTH, SIGNED_IN, object="voice", relation="leads the forum"),
]
