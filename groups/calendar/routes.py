"""Who reaches the calendar: one's own meetings, and whoever holds the secret of a feed. [security 13]"""

from core.access.routes import PUBLIC, SIGNED_IN, Route

OWN = "meeting of an own forum, or one is called"
READ = {"GET", "HEAD"}
ROUTES = [
    Route("groups:meeting_ics", READ, SIGNED_IN, object="meeting", relation=OWN),
    Route("groups:feed_page", READ, SIGNED_IN, relation="own feed"),
    Route("groups:feed_open", {"POST"}, SIGNED_IN, relation="own feed"),
    Route("groups:feed_close", {"POST"}, SIGNED_IN, relation="own feed"),
    Route("groups:feed", READ, PUBLIC, relation="holds the address"),
]
