from core.access.routes import Route
from core.roles import Role

ADMIN = {Role.REGION_ADMIN}
OWN = "administrator of the region; one's own file"

ROUTES = [
    Route("intake:start", {"GET", "POST"}, ADMIN, relation="administrator of the region"),
    Route("intake:template", {"GET"}, ADMIN, relation="administrator of the region"),
    Route("intake:review", {"GET", "POST"}, ADMIN, object="intake draft", relation=OWN),
    Route("intake:discard", {"POST"}, ADMIN, object="intake draft", relation=OWN),
]
