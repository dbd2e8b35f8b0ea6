"""The doors of the time enquiry: the one who is asked reaches the question alone, never the row that names the case.

A question is the district's convenor's to send and to close, and its receiver's to answer. [P-83b, security 2-3]
"""

from core.access.migration_ops import protect, same_region
from sip.access.joining_sql import CONVENED, IN_FORCE
from sip.access.keys_sql import ASSIGNMENT
from sip.access.questions import LEADERS
from sip.access.tables_sql import CASE, ME

QUESTION, ENQUIRY = "sip_timequestion", "sip_timeenquiry"
CONVENES = "district_id = (SELECT me.district_id FROM access.acting_row() me WHERE me.role = 'forum_convenor')"
ASKED = f"receiver_id = {ME}"
LEADS = f"""EXISTS (SELECT FROM people_roleassignment a WHERE a.id = {QUESTION}.receiver_id AND a.role IN {LEADERS}
  AND {IN_FORCE.format("a")})"""
SENDS = f"{CONVENES} AND sent_by_id = {ME} AND answered_at IS NULL AND closed_at IS NULL AND {LEADS}"
LINKS = f"""{CONVENED} AND EXISTS (
  SELECT FROM {QUESTION} q JOIN sip_forumcase f ON f.case_id = {ENQUIRY}.case_id AND f.status = 'raised'
  WHERE q.id = question_id AND q.sent_by_id = {ME} AND q.district_id = f.district_id)"""

PROTECTION = [
    protect(QUESTION, roles={"bus_app": "SELECT, INSERT"}, read=f"({ASKED} OR {CONVENES})", insert=SENDS),
    protect(ENQUIRY, roles={"bus_app": "SELECT, INSERT"}, read=CASE, insert=LINKS),
    same_region(QUESTION, "district_id", "organisations_district"),
    same_region(QUESTION, "sent_by_id", ASSIGNMENT),
    same_region(QUESTION, "receiver_id", ASSIGNMENT),
    same_region(ENQUIRY, "case_id", "sip_case"),
    same_region(ENQUIRY, "question_id", QUESTION),
]
CHANGES = f"""
CREATE POLICY {QUESTION}_update_app ON {QUESTION} FOR UPDATE TO bus_app
  USING ({ASKED} OR {CONVENES})
  WITH CHECK (({ASKED} AND closed_at IS NULL) OR ({CONVENES} AND answered_at IS NULL));
GRANT UPDATE (suits, answered_at, closed_at) ON {QUESTION} TO bus_app;
"""
NO_CHANGES = f"DROP POLICY {QUESTION}_update_app ON {QUESTION}; REVOKE UPDATE ON {QUESTION} FROM bus_app;"
