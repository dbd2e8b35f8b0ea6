"""Who reaches what is asked of the first line. The roles let in; the relation decides. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_ROLES

BOTH = {"GET", "HEAD", "POST"}


def _route(name: str, kind: str, relation: str) -> Route:
    return Route(f"sip:{name}", BOTH, CASE_ROLES, object=kind, relation=relation, reads_child=True)


ROUTES = [
    _route("first_line_ask", "child", "visible child"),
    _route("first_line_answer", "transfer", "visible transfer, asked unit"),
]
