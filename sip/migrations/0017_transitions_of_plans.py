"""Who turns 16, 18 or 21 while a plan goes on is found too, as those with a case or a placement are."""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.transitions import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0016_grown_up")]

    operations = [
        policy_function(
            "transitions_due(today date, lead_days integer)",
            "TABLE (child_id uuid, case_id uuid, unit_id uuid, kind text, due_on date)",
            tables_sql.transitions_due(f"{tables_sql.FORUM_CASES} UNION ALL {tables_sql.PLANS}"),
            grant_to=("bus_worker",),
            reverse_body=tables_sql.transitions_due(tables_sql.FORUM_CASES),
        ),
    ]
