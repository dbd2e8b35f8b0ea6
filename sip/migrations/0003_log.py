"""Every write to a child-level table leaves a row in the log; who read after taking part, or a namesake's. [security 5]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from core.audit.migration_ops import safety_net

CLOSED = "SELECT NULL::bigint WHERE false -- closed until the app that owns the tables opens it"
# The tables of that day; a later migration that makes a table logs it too.
TABLES = (
    "case forumcase participation casechild childcase concernedunit concernedmanager casedeviation child "
    "childidentifier guardian contact needassessment consent consentgiver consentunit contribution disclosure draft "
    "occasion call minutes minutessection decision"
).split()
KEYS = {"sip_case": {"case": "id"}, "sip_child": {"child": "id"}}

# Acts of the reviewer's own principal on cases where the actor's part had ended and none was live.
AFTER_PARTICIPATION = """
SELECT e.number
FROM access.acting_row() me
JOIN audit_event e ON e.region_id = me.region_id AND e.principal_id = me.principal_id
WHERE me.role = 'log_reviewer' AND e.kind = 'user' AND NOT e.net AND e.case_id IS NOT NULL
  AND e.at > access.moment() - interval '1 year'
  AND EXISTS (
    SELECT FROM sip_participation p
    WHERE p.case_id = e.case_id AND p.assignment_id = e.assignment_id AND p.valid_to < e.at - interval '5 seconds')
  AND NOT EXISTS (
    SELECT FROM sip_participation p
    WHERE p.case_id = e.case_id AND p.assignment_id = e.assignment_id
      AND p.valid_from <= e.at + interval '2 seconds'
      AND (p.valid_to IS NULL OR p.valid_to >= e.at - interval '5 seconds'))
"""

# The family name is a word of its own at the end of a guardian's name. Staff have no home address here to compare.
NAMESAKES = """
SELECT e.number
FROM access.acting_row() me
JOIN audit_event e ON e.region_id = me.region_id AND e.principal_id = me.principal_id
JOIN people_roleassignment a ON a.id = e.assignment_id
JOIN people_person p ON p.id = a.person_id
WHERE me.role = 'log_reviewer' AND e.kind = 'user' AND NOT e.net AND e.at > access.moment() - interval '1 year'
  AND (e.case_id IS NOT NULL OR e.child_id IS NOT NULL)
  AND EXISTS (
    SELECT FROM sip_child h LEFT JOIN sip_guardian g ON g.child_id = h.id
    WHERE (h.id = e.child_id OR h.id IN (SELECT l.child_id FROM sip_childcase l WHERE l.case_id = e.case_id))
      AND (lower(h.family_name) = lower(p.family_name)
           OR right(lower(g.name), length(p.family_name) + 1) = ' ' || lower(p.family_name)))
"""


class Migration(migrations.Migration):
    dependencies = [("sip", "0002_wall"), ("audit", "0004_seals")]
    operations = [
        *(safety_net(table, **KEYS.get(table, {})) for table in sorted(f"sip_{name}" for name in TABLES)),
        policy_function(
            "acts_after_participation()",
            "SETOF bigint",
            AFTER_PARTICIPATION,
            grant_to=("bus_app",),
            reverse_body=CLOSED,
        ),
        policy_function("acts_of_namesakes()", "SETOF bigint", NAMESAKES, grant_to=("bus_app",), reverse_body=CLOSED),
    ]
