"""Who reaches news of units: all of the region read, who leads the unit tells. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ, BOTH = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}
ROUTES = [
    Route("groups:news_list", READ, SIGNED_IN, relation="own region"),
    Route("groups:news_new", BOTH, SIGNED_IN, relation="leads a unit"),
    Route("groups:news_detail", READ, SIGNED_IN, object="unit news", relation="own region"),
    Route("groups:news_withdraw", BOTH, SIGNED_IN, object="unit news", relation="leads the unit"),
]
