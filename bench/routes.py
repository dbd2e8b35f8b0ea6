"""The floors stand in the route table like everything else: any assignment in force."""

from core.access.routes import SIGNED_IN, Route

ROUTES = [
    Route(f"bench:{name}", {"GET"}, SIGNED_IN, relation="none") for name in "a b c d e e1 e2 e3 f g detail open".split()
]
