"""Open the questions of the access wall and protect every child-level table. [security 1-4, ADR 8]"""

from django.db import migrations

from core.access.migration_ops import CLOSED, append_only, policy_function, remembered
from sip.access import joining_sql, questions, tables_sql
from sip.access.keys_sql import KEYS, OWN_PIECE, OWN_PIECE_BACK


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_context"),
        ("groups", "0001_forums"),
        ("organisations", "0001_initial"),
        ("people", "0005_doors"),
        ("sip", "0001_child_level"),
    ]
    operations = [
        *tables_sql.PROTECTION,
        *tables_sql.SAME_REGION,
        policy_function("case_relations()", questions.RELATION, questions.CASE_RELATIONS, language="plpgsql"),
        *(policy_function(name, "SETOF uuid", body, reverse_body=CLOSED) for name, body in questions.QUESTIONS.items()),
        *(
            operation
            for name, kept_as in questions.REMEMBERED.items()
            for operation in remembered(name, questions.QUESTIONS[f"{name}()"], kept_as=kept_as)
        ),
        migrations.RunSQL(tables_sql.CONSENT_GATE, tables_sql.CONSENT_GATE_BACK),
        migrations.RunSQL(tables_sql.MINUTES_LOCK, tables_sql.MINUTES_LOCK_BACK),
        *(append_only(f"sip_{name}") for name in ("contribution", "disclosure", "concernedmanager", "casedeviation")),
        *KEYS,
        migrations.RunSQL(OWN_PIECE, OWN_PIECE_BACK),
        migrations.RunSQL(tables_sql.IDENTITY_GOES, tables_sql.IDENTITY_GOES_BACK),
        *(policy_function(name, returns, body) for name, (returns, body) in joining_sql.QUESTIONS.items()),
        migrations.RunSQL(joining_sql.NARROW, joining_sql.WIDEN),
    ]
