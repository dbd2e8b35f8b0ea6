"""Who reaches the pages of meetings: any assignment, and then the relation decides. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}


def _route(name: str, methods: set[str], kind: str, relation: str, pace: str = "") -> Route:
    return Route(f"groups:{name}", methods, SIGNED_IN, object=kind, relation=relation, pace=pace)


OWN = "meeting of an own forum, or one is called"
WRITES = "convenes, chairs or writes"
ROUTES = [
    Route("groups:meeting_list", READ, SIGNED_IN, relation="own forums"),
    _route("meeting_new", BOTH, "forum", "convenes the forum"),
    _route("meeting_year", BOTH, "forum", "convenes the forum"),
    _route("meeting_detail", READ, "meeting", OWN),
    _route("meeting_call", BOTH, "planned meeting", "convenes the forum"),
    _route("meeting_note", BOTH, "meeting", OWN),
    _route("invitation_answer", BOTH, "meeting call", "one's own call"),
    _route("meeting_pass_on", BOTH, "passing on", "one's own"),
    _route("item_new", BOTH, "meeting", WRITES),
    _route("item_move", {"POST"}, "agenda item", WRITES),
    _route("item_remove", BOTH, "agenda item", WRITES),
    _route("item_note", BOTH, "agenda item", WRITES),
    _route("item_save", {"POST"}, "agenda item", WRITES),
    _route("decision_strike", BOTH, "forum decision", WRITES),
    _route("action_strike", BOTH, "action", WRITES),
    _route("action_done", BOTH, "action", "who took it on, or convenes"),
    _route("meeting_rest", {"POST"}, "meeting", WRITES),
    _route("meeting_write", READ, "meeting", WRITES),
    _route("minutes_pdf", READ, "meeting", OWN, pace="pdf"),
]
