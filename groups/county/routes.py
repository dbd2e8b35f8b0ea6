"""Who reaches the year's meetings: everybody, for those of the groups whose meetings one reads. [security 13]"""

from core.access.routes import SIGNED_IN, Route

ROUTES = [Route("groups:county_year", {"GET", "HEAD"}, SIGNED_IN, relation="own forums")]
