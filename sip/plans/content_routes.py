"""Who reaches the plan's content: the roles let in; the consent and the relation decide. [security 2, 13]"""

from dataclasses import replace

from core.access.routes import Route
from core.roles import CASE_ROLES, Role

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
POST = {"POST"}
PLANS = CASE_ROLES | {Role.SIP_COORDINATOR, Role.HABILITATION_COORDINATOR}
COVERED = "covered by the consent"


def _route(name, methods, kind, relation=COVERED, pace=""):
    return Route(f"sip:{name}", methods, PLANS, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    _route("plan_write", READ, "plan content", "takes part, covered by the consent"),
    _route("plan_voice_add", POST, "plan content", "takes part, covered by the consent"),
    _route("plan_goal_add", POST, "plan content", "takes part, covered by the consent"),
    _route("plan_measure_add", POST, "plan content", "takes part, covered by the consent"),
    _route("plan_section_save", POST, "plan section", "takes part, covered by the consent"),
    _route("plan_goal", BOTH, "plan goal", "takes part, covered by the consent"),
    _route("plan_goal_out", BOTH, "plan goal", "takes part, covered by the consent"),
    _route("plan_measure", BOTH, "plan measure", "takes part, covered by the consent"),
    _route("plan_measure_out", BOTH, "plan measure", "takes part, covered by the consent"),
    _route("plan_agree", BOTH, "plan content", "leads the plan"),
    _route("plan_follow_up", BOTH, "plan content", "takes part, covered by the consent"),
    _route("plan_renew", BOTH, "plan content", "leads the plan"),
    _route("plan_close", BOTH, "plan content", "main responsible"),
    _route("plan_transfer", BOTH, "plan content", "main responsible"),
    _route("plan_version", READ, "plan version", pace="child"),
    _route("plan_family", READ, "plan version", "has the child's own record", pace="child"),
    _route("plan_family_pdf", READ, "plan version", "has the child's own record", pace="pdf"),
    replace(
        _route("plan_family_sort", BOTH, "plan version", "has the child's own record", pace="child"), roles=CASE_ROLES
    ),
    _route("plan_answer", BOTH, "plan version", "takes part, covered by the consent"),
    _route("plan_file", BOTH, "plan version"),
    _route("filed_copies", READ, "", "the own unit's copies"),
    _route("filed_copy", READ, "filed copy", "the own unit's copy", pace="child"),
    _route("plan_tell", BOTH, "plan register", "takes part"),
    _route("plan_costs", BOTH, "plan content"),
    _route("plan_hand_over", BOTH, "plan", "main responsible"),
    _route("handover", BOTH, "handover", "the one who is asked"),
    _route("handover_recall", BOTH, "handover", "the one who asks"),
    _route("other_plans", BOTH, "plan register", "started the plan, or covered"),
    _route("other_plan", BOTH, "other plan", "started the plan, or covered; or own unit's, of a visible child"),
    _route("other_plan_end", BOTH, "other plan", "started the plan, or covered; or own unit's, of a visible child"),
    _route("other_plan_replaces", BOTH, "other plan", "started the plan"),
    replace(_route("child_plans", BOTH, "child", "visible child"), roles=CASE_ROLES),
    replace(_route("other_plan_show", BOTH, "child's other plan", "own unit's, of a visible child"), roles=CASE_ROLES),
]
