"""Who reaches the addresses of the plan under LSS. The roles let in; the relation decides. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_ROLES

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}


def _route(name: str, methods: set[str], kind: str, relation: str, pace: str = "") -> Route:
    return Route(f"sip:{name}", methods, CASE_ROLES, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    _route("lss_new", BOTH, "child", "visible child, social services"),
    _route("lss_detail", READ, "lss offer", "own unit's offer", pace="child"),
    _route("lss_note", BOTH, "lss offer", "own unit's offer"),
]
