"""Who reaches the pages of extracts: the records officers of the owning principal. [security 2, 13]"""

from core.access.routes import Route
from core.roles import Role

READ, BOTH = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}
OFFICER = {Role.RECORDS_OFFICER}
OWN = "own principal's record"


def _route(name, methods, kind, relation=OWN, pace=""):
    return Route(f"sip:{name}", methods, OFFICER, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    _route("extract_list", READ, "", "visible extracts"),
    _route("extract_find", BOTH, "", "own principal's children", pace="search"),
    _route("extract_build", BOTH, "extractchild"),
    _route("extract_before_deletion", BOTH, "retentionproposal"),
    _route("extract_detail", READ, "extract"),
    _route("extract_item", BOTH, "extractitem"),
    _route("extract_pass", BOTH, "extract", "second reader"),
    _route("extract_refuse", BOTH, "extract", "second reader"),
    _route("extract_hand_out", BOTH, "extract"),
    _route("extract_extend", BOTH, "extract"),
    _route("extract_revoke", BOTH, "extract"),
    _route("extract_pdf", READ, "extract", pace="pdf"),
    _route("extract_json", READ, "extract", pace="pdf"),
]
