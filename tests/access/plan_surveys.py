"""Who hands a survey out, by plain SQL: who leads the plan, in the own name, after a meeting that was held. [ADR 12]"""

from tests.access.plan_joining import DEPUTY_LEADS, GONE, LAPSED, MINE
from tests.access.tries import tries

HELD, CALLED = (
    f"(SELECT id FROM sip_planmeeting WHERE {MINE} AND status = '{status}')" for status in ("held", "called")
)
SURVEY = {
    "case_id": "plan", "meeting_id": HELD, "kind": "'child'", "version": "1", "code_hash": "'abc'",
    "opened_by_id": "teacher", "opened_on": "current_date", "expires_on": "current_date + 30",
}  # fmt: skip
NONE_YET = f"DELETE FROM sip_surveycode WHERE {MINE}"
ANOTHERS = "(SELECT id FROM sip_guardian ORDER BY id LIMIT 1)"  # the child of the plan has none
allowed, refused = tries("raised", "sip_surveycode", SURVEY, (NONE_YET,), "teacher")
SURVEYS = [
    allowed(),
    allowed(DEPUTY_LEADS, by="bup_deputy", opened_by_id="bup_deputy"),
    refused(by="bup_deputy", opened_by_id="bup_deputy"),
    refused(DEPUTY_LEADS, GONE, by="bup_deputy", opened_by_id="bup_deputy"),
    refused(by="head", opened_by_id="head"),
    refused(by="colleague", opened_by_id="colleague"),
    refused(opened_by_id="head"),
    refused(LAPSED),
    refused(meeting_id=CALLED),
    refused(answered_on="current_date", code_hash="''"),
    refused(opened_on="current_date - 1"),
    refused(expires_on="current_date - 1"),
    refused(expires_on="current_date + 91"),
    refused(kind="'guardian'", guardian_id=ANOTHERS),
]
