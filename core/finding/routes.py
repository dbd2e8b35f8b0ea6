"""Who reaches this app's addresses. [security 13]"""

from core.access.routes import SIGNED_IN, Route

ROUTES = [Route("finding:search", {"GET"}, SIGNED_IN, relation="what the acting one may read anyhow", pace="search")]
