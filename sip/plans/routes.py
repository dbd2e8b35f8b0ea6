"""Who reaches the plan's addresses: the roles let in; the relation decides. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_ROLES, Role
from sip.plans.content_routes import ROUTES as CONTENT_ROUTES

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
POST = {"POST"}
PLANS = CASE_ROLES | {Role.SIP_COORDINATOR, Role.HABILITATION_COORDINATOR}


def route(name, methods, kind, relation, *, roles=PLANS, pace=""):
    return Route(f"sip:{name}", methods, roles, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    *CONTENT_ROUTES,
    route("plan_detail", READ, "plan", "visible plan", pace="child"),
]
