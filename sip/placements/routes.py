"""Who reaches the addresses of placements. The roles let in; the relation decides. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_ROLES

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}


def _route(name: str, methods: set[str], kind: str, relation: str, pace: str = "") -> Route:
    return Route(f"sip:{name}", methods, CASE_ROLES, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    _route("placement_new", BOTH, "child", "visible child, placing unit"),
    _route("placement_check", BOTH, "child", "visible child, placing unit"),
    _route("placement_detail", READ, "placement", "own unit's placement", pace="child"),
    _route("placement_note", BOTH, "placement", "own unit's placement"),
    _route("placement_steps", BOTH, "placement", "own unit's placement"),
    _route("placement_tell", BOTH, "placement", "own unit's placement"),
    _route("health_exam", BOTH, "health exam", "own unit's placement"),
    _route("residence", BOTH, "residence", "own unit's secret residence"),
]
