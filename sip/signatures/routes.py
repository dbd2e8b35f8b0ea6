"""Who reaches what a consent says to the family: those who hold the child's own record. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_ROLES, Role

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
READERS = CASE_ROLES | {Role.SIP_COORDINATOR, Role.HABILITATION_COORDINATOR}


def _route(name, methods, relation, pace):
    return Route(f"sip:{name}", methods, READERS, object="consent", relation=relation, reads_child=True, pace=pace)


ROUTES = [
    _route("consent_family", READ, "has the child's own record", "child"),
    _route("consent_sign", BOTH, "takes part, has the child's own record", ""),
    _route("consent_family_pdf", READ, "has the child's own record", "pdf"),
]
