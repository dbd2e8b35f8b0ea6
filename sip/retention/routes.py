"""Who reaches the pages of deletion: the records officers of a principal. [security 13]"""

from core.access.routes import Route
from core.roles import Role

READ, BOTH = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}
OFFICER = {Role.RECORDS_OFFICER}
OWN = "own principal's record"


def _route(name, methods, kind, relation):
    return Route(f"sip:{name}", methods, OFFICER, object=kind, relation=relation, reads_child=True)


ROUTES = [
    _route("retention_list", READ, "", "visible proposals"),
    _route("retention_detail", READ, "retentionproposal", OWN),
    _route("retention_approve", BOTH, "retentionproposal", OWN),
    _route("retention_reject", BOTH, "retentionproposal", OWN),
    _route("retention_hold", BOTH, "retentionproposal", OWN),
    _route("retention_holds", READ, "", "visible holds"),
    _route("retention_hold_case", BOTH, "", OWN),
    _route("retention_lift", BOTH, "retentionhold", OWN),
]
