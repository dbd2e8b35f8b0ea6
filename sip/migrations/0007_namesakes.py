"""Who opened a child of one's own name, for the log reviewer: numbers of rows only. [security 5]"""

from django.db import migrations

from core.access.migration_ops import policy_function

CLOSED = "SELECT NULL::bigint WHERE false -- closed until the app that owns the tables opens it"
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
    dependencies = [("sip", "0006_county_size"), ("audit", "0005_namesakes")]
    operations = [
        policy_function("acts_of_namesakes()", "SETOF bigint", NAMESAKES, grant_to=("bus_app",), reverse_body=CLOSED)
    ]
