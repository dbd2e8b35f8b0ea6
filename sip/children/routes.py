"""Who reaches the addresses of a child's record: those who meet children, of the children they see. [security 2]"""

from core.access.routes import Route
from core.roles import CASE_ROLES

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}


def _route(name: str, kind: str, relation: str = "visible child", methods=BOTH, pace: str = "") -> Route:
    return Route(f"sip:{name}", methods, CASE_ROLES, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    _route("child_list", "", "children one has contact with", READ),
    _route("child_search", "", "children one has contact with", {"POST"}, pace="search"),
    _route("child_new", "", "for the own principal"),
    _route("child_expected", "", "for the own principal"),
    _route("child_detail", "child", methods=READ, pace="child"),
    _route("child_edit", "child"),
    _route("birth_note", "child"),
    _route("expectation_end", "child"),
    _route("number_add", "child"),
    _route("number_end", "identifier"),
    _route("number_decide", "number change", "another person of the unit"),
    _route("guardian_add", "child"),
    _route("guardian_edit", "guardian"),
    _route("guardian_end", "guardian"),
    _route("bar_add", "guardian"),
    _route("bar_end", "bar"),
    _route("person_add", "child"),
    _route("person_edit", "child person"),
    _route("person_end", "child person"),
    _route("protection_add", "child"),
    _route("child_protected", "child", methods={"POST"}),
    _route("protection_end", "protection"),
]
