"""Who reaches this app's addresses. [security 13]"""

from core.access.routes import SIGNED_IN, Route

BOTH = {"GET", "HEAD", "POST"}
ROUTES = [
    Route("finding:search", {"GET"}, SIGNED_IN, relation="what the acting one may read anyhow", pace="search"),
    Route("finding:filter_save", BOTH, SIGNED_IN, relation="one's own"),
    Route("finding:filter_remove", BOTH, SIGNED_IN, object="saved filter", relation="one's own"),
]
