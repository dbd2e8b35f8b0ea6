"""Who reaches the child level's addresses. The roles let in; the relation decides. [security 2, 13]"""

from core.access.routes import Route
from core.roles import AREA_LEADERS, CASE_READERS, CASE_ROLES, UNIT_LEADERS, Role
from sip.children import routes as children
from sip.contacts.routes import ROUTES as CONTACTS
from sip.disclosures.routes import ROUTES as DISCLOSURES
from sip.extracts.routes import ROUTES as EXTRACTS
from sip.family.routes import ROUTES as FAMILY
from sip.files.routes import ROUTES as FILES
from sip.first_line.routes import ROUTES as FIRST_LINE
from sip.lss.routes import ROUTES as LSS
from sip.needs import routes as needs
from sip.placements.routes import ROUTES as PLACEMENTS
from sip.plans.routes import PLANS
from sip.plans.routes import ROUTES as PLAN_ROUTES
from sip.pool.routes import ROUTES as POOL
from sip.refusals.routes import ROUTES as REFUSALS
from sip.retention.routes import ROUTES as RETENTION
from sip.signatures.routes import ROUTES as SIGNATURES
from sip.story.routes import ROUTES as STORY
from sip.surveys.routes import ROUTES as SURVEYS
from sip.takeover.routes import ROUTES as TAKEOVER
from sip.time_enquiry.routes import ROUTES as TIMES
from sip.transfers.routes import ROUTES as TRANSFERS
from sip.transitions.routes import ROUTES as TRANSITIONS

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
POST = {"POST"}
CASES = CASE_READERS
CONVENOR = {Role.FORUM_CONVENOR}
CONCERNED = UNIT_LEADERS | {Role.STEERING_MEMBER, *AREA_LEADERS}  # also leaders of units sit in a managers' group


def _route(name, methods, roles, kind, relation, pace=""):
    return Route(f"sip:{name}", methods, roles, object=kind, relation=relation, reads_child=True, pace=pace)


ROUTES = [
    *FAMILY,
    *children.ROUTES,
    *CONTACTS,
    *FIRST_LINE,
    *needs.ROUTES,
    _route("raise_step", BOTH, CASE_ROLES, "child", "visible child"),
    _route("raise_check", BOTH, CASE_ROLES, "child", "visible child"),
    _route("case_list", READ, CASES, "", "visible cases"),
    _route("case_detail", READ, CASES, "case", "visible case", pace="child"),
    _route("case_identity", POST, CASES, "identity", "visible identity"),
    _route("consent_record", BOTH, CASE_ROLES, "case", "takes part"),
    _route("consent_detail", READ, CASES | PLANS, "consent", "visible consent"),
    _route("consent_answer", BOTH, CASE_ROLES, "consent", "takes part"),
    _route("consent_withdraw", BOTH, PLANS, "consent", "takes part"),
    _route("case_call", BOTH, CONVENOR, "case", "convenor of the district"),
    *(
        _route(name, BOTH, CONVENOR, "case", "convenor of the district")
        for name in ("sitting_move", "sitting_cancel", "sitting_widen", "case_units")
    ),
    _route("case_hold", BOTH, CONVENOR, "case", "convenor of the district"),
    _route("case_conclude", BOTH, CONVENOR, "case", "convenor of the district"),
    _route("case_escalate", BOTH, CONVENOR, "case", "convenor of the district"),
    _route("case_noticed", BOTH, CASE_ROLES | CONVENOR, "case", "who raised it, or convenor of the district"),
    _route("case_return", BOTH, CONVENOR, "case", "convenor of the district"),
    _route("case_withdraw", BOTH, CONVENOR, "case", "convenor of the district"),
    _route("case_close", BOTH, CONVENOR, "case", "convenor of the district"),
    _route("case_decide", BOTH, CONCERNED, "case", "concerned manager"),
    _route("case_receive", BOTH, CASE_ROLES, "case", "takes part for the unit that raised it"),
    _route("case_forward", BOTH, AREA_LEADERS, "case", "concerned manager"),
    _route("decision_follow_up", BOTH, CASES, "decision", "takes part, convenor or concerned"),
    _route("call_answer", BOTH, CASES, "call", "the one who is called"),
    _route("minutes", READ, CASES, "minutes", "visible minutes"),
    _route("minutes_pdf", READ, CASES, "minutes", "visible minutes", pace="pdf"),
    _route("section_save", POST, CONVENOR, "section", "convenor of the district"),
    _route("decision_add", POST, CONVENOR, "minutes", "convenor of the district"),
    _route(
        "minutes_approve", BOTH, UNIT_LEADERS | CONVENOR, "minutes", "convenor or manager who was there, not the writer"
    ),
    *PLAN_ROUTES,
    *FILES,
    *PLACEMENTS,
    *TRANSFERS,
    *TRANSITIONS,
    *LSS,
    *TIMES,
    *STORY,
    *DISCLOSURES,
    *SURVEYS,
    *SIGNATURES,
    *REFUSALS,
    *TAKEOVER,
    *RETENTION,
    *EXTRACTS,
    *POOL,
]
