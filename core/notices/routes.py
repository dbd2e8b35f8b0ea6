from core.access.routes import SIGNED_IN, Route
from core.roles import Role

ROUTES = [
    Route("notices:list", {"GET"}, SIGNED_IN, "", "own notices"),
    Route("notices:read", {"POST"}, SIGNED_IN, "notice", "own notice"),
    Route("notices:read_all", {"POST"}, SIGNED_IN, "", "own notices"),
    Route("notices:parked", {"GET"}, {Role.REGION_ADMIN}, "", "own region, neither case nor text"),
    Route("notices:retry", {"POST"}, {Role.REGION_ADMIN}, "parked_notice", "own region"),
]
