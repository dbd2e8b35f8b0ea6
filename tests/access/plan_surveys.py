"""Who hands a survey out, by plain SQL: who leads the plan, in the own name, after a meeting that was held. [ADR 12]"""

from tests.access.plan_joining import DEPUTY_LEADS, GONE, LAPSED, MEETING, MINE, RAISED_BESIDE
from tests.access.second_consents import BESIDE
from tests.access.tries import copied, insert, tries

HELD, CALLED = (
    f"(SELECT id FROM sip_planmeeting WHERE {MINE} AND status = '{status}')" for status in ("held", "called")
)
SURVEY = {
    "case_id": "plan", "meeting_id": HELD, "kind": "'child'", "version": "1", "code_hash": "'abc'",
    "opened_by_id": "teacher", "opened_on": "current_date", "expires_on": "current_date + 30",
}  # fmt: skip
HELD_BESIDE = insert("sip_planmeeting", MEETING, id="held", case_id="new", status="'held'", held_at="clock_timestamp()")
NONE_YET = f"DELETE FROM sip_surveycode WHERE {MINE}"
ANOTHERS = "(SELECT id FROM sip_guardian WHERE child_id = %(child)s ORDER BY id LIMIT 1)"
OWN = copied(
    "sip_guardian", f"r.id = {ANOTHERS}", id="second", child_id=f"(SELECT child_id FROM sip_childcase WHERE {MINE})"
)  # the child of the plan has no other
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
    refused(*BESIDE, RAISED_BESIDE, HELD_BESIDE, meeting_id="held"),
    refused(answered_on="current_date", code_hash="''"),
    refused(opened_on="current_date - 1"),
    refused(expires_on="current_date - 1"),
    refused(expires_on="current_date + 91"),
    refused(kind="'guardian'", guardian_id=ANOTHERS),
    refused(OWN, kind="'guardian'", guardian_id=ANOTHERS),
    allowed(OWN, kind="'guardian'", guardian_id="second"),
]
