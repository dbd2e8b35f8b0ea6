"""Every write to a child-level table leaves a row in the log; who read after taking part. [security 5]"""

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


class Migration(migrations.Migration):
    dependencies = [("sip", "0002_wall"), ("audit", "0003_safety_net")]
    operations = [
        *(safety_net(table, **KEYS.get(table, {})) for table in sorted(f"sip_{name}" for name in TABLES)),
        policy_function(
            "acts_after_participation()",
            "SETOF bigint",
            AFTER_PARTICIPATION,
            grant_to=("bus_app",),
            reverse_body=CLOSED,
        ),
    ]
