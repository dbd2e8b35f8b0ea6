"""Who reaches the addresses of what is passed on: the roles let in; the relation decides. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_ROLES, UNIT_LEADERS

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}


def _route(name, methods, kind, relation, roles=CASE_ROLES, pace=""):
    return Route(f"sip:{name}", methods, roles, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    _route("transfer_start", BOTH, "child", "visible child"),
    _route("transfer_detail", READ, "transfer", "visible transfer", pace="child"),
    _route("transfer_identity", {"POST"}, "transfer identity", "visible identity"),
    _route("transfer_consent", BOTH, "transfer", "takes part for the unit that started it"),
    _route("transfer_receiver", BOTH, "transfer", "leads a unit that was given something", UNIT_LEADERS),
    _route("transfer_close", BOTH, "transfer", "takes part for the unit that started it"),
]
