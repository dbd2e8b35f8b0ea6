"""Open the questions of the access wall and protect every child-level table. [security 1-4]"""

from django.db import migrations

from core.access.migration_ops import CLOSED, append_only, policy_function
from sip.access import questions, tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0001_child_level"), ("people", "0002_protection"), ("organisations", "0001_initial")]
    operations = [
        *tables_sql.PROTECTION,
        *tables_sql.SAME_REGION,
        policy_function("case_relations()", questions.RELATION, questions.CASE_RELATIONS, language="plpgsql"),
        *(policy_function(name, "SETOF uuid", body, reverse_body=CLOSED) for name, body in questions.QUESTIONS.items()),
        migrations.RunSQL(tables_sql.CONSENT_GATE, tables_sql.CONSENT_GATE_BACK),
        migrations.RunSQL(tables_sql.MINUTES_LOCK, tables_sql.MINUTES_LOCK_BACK),
        *(append_only(f"sip_{name}") for name in ("contribution", "disclosure", "concernedmanager", "casedeviation")),
    ]
