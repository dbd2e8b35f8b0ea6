"""Who reaches a story: whoever reaches the child, the case or the transfer, or reads the plan. [security 2]"""

from core.access.routes import Route
from core.roles import CASE_READERS, CASE_ROLES
from sip.plans.routes import PLANS

READ = {"GET", "HEAD"}


def _route(name, roles, kind, relation, *, pace=""):
    return Route(f"sip:{name}", READ, roles, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    _route("child_story", CASE_ROLES, "child", "visible child", pace="child"),
    _route("child_story_pdf", CASE_ROLES, "child", "visible child", pace="pdf"),
    _route("case_story", CASE_READERS, "case", "visible case", pace="child"),
    _route("case_story_pdf", CASE_READERS, "case", "visible case", pace="pdf"),
    _route("plan_story", PLANS, "plan", "reads the plan, or of the unit that started", pace="child"),
    _route("plan_story_pdf", PLANS, "plan", "reads the plan, or of the unit that started", pace="pdf"),
    _route("transfer_story", CASE_ROLES, "transfer", "visible transfer", pace="child"),
    _route("transfer_story_pdf", CASE_ROLES, "transfer", "visible transfer", pace="pdf"),
]
