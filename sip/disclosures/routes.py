"""Who reaches the addresses of pieces and disclosures: the roles let in; the relation decides. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_ROLES, Role

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
PIECES = CASE_ROLES | {Role.SIP_COORDINATOR, Role.HABILITATION_COORDINATOR}


def route(name, methods, kind, relation, *, roles=PIECES, pace=""):
    return Route(f"sip:{name}", methods, roles, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    route("pieces", READ, "pieces", "visible case or plan"),
    route("piece_write", BOTH, "pieces", "stands for the own unit"),
    route("piece_disclose", BOTH, "piece", "stands for the unit that owns it"),
    route("piece_file", BOTH, "disclosure", "it was given to the own unit"),
    route("filed_pieces", READ, "", "the own unit's copies"),
    route("filed_piece", READ, "filed piece", "the own unit's copies"),
    route("shared", READ, "child", "visible child", roles=CASE_ROLES),
    route("shared_family", READ, "child", "visible child", roles=CASE_ROLES),
    route("shared_family_sort", BOTH, "child", "visible child", roles=CASE_ROLES),
    route("shared_pdf", READ, "child", "visible child", roles=CASE_ROLES, pace="pdf"),
]
