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
    route("plan_list", READ, "", "visible plans"),
    route("plan_start_step", BOTH, "child", "visible child", roles=CASE_ROLES),
    route("plan_start_check", BOTH, "child", "visible child", roles=CASE_ROLES),
    route("plan_detail", READ, "plan", "visible plan", pace="child"),
    route("plan_identity", POST, "plan identity", "visible identity"),
    route("plan_offer", BOTH, "plan", "takes part for the unit that started", roles=CASE_ROLES),
    route("plan_decline", BOTH, "plan", "takes part for the unit that started", roles=CASE_ROLES),
    route("plan_leave_out", BOTH, "plan", "takes part for the unit that started", roles=CASE_ROLES),
    route("plan_consent", BOTH, "plan", "takes part and works with the child", roles=CASE_ROLES),
    route("plan_external", BOTH, "plan", "leads the plan, or takes part for the unit that started"),
    route("plan_work", BOTH, "plan", "leads the plan"),
    route("plan_people", BOTH, "plan", "leads the plan"),
    route("plan_contacts", BOTH, "plan", "leads the plan"),
    route("plan_call", BOTH, "plan", "leads the plan"),
    route("plan_person_end", BOTH, "participation", "leads the plan, or oneself"),
    route("plan_part_end", BOTH, "plan part", "leads the plan"),
    route("invitation_answer", BOTH, "plan invitation", "the one who is called"),
    route("meeting_hold", BOTH, "plan meeting", "leads the plan"),
    route("meeting_cancel", BOTH, "plan meeting", "leads the plan"),
    route("meeting_family", READ, "plan meeting", "has the child's own record", pace="child"),
    route("meeting_family_pdf", READ, "plan meeting", "has the child's own record", pace="pdf"),
]
