"""The access rows of the addresses that belong to no single package."""

from core.access.routes import PUBLIC, SIGNED_IN, Route

ROUTES = [
    Route("core:start", {"GET"}, SIGNED_IN),
    Route("core:healthz", {"GET"}, PUBLIC),
]
