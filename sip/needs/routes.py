"""Who reaches the addresses of what a child needs. [security 2]"""

from core.access.routes import Route
from core.roles import CASE_ROLES

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}


def _route(name: str, kind: str = "child", methods=BOTH) -> Route:
    return Route(f"sip:{name}", methods, CASE_ROLES, object=kind, relation="visible child", reads_child=True)


ROUTES = [
    _route("need_step"),
    _route("need_detail", "need", READ),
    _route("need_inform", "need"),
    _route("need_instead", "need"),
    _route("checklist", methods=READ),
    _route("checklist_step"),
    _route("inquiry", methods=READ),
    _route("inquiry_step"),
    _route("concern"),
]
