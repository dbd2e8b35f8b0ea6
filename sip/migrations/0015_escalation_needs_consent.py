"""A case goes to the concerned managers on a written consent, or without identity. [SM-2, CS-05]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.access import escalation_sql, plan_questions, questions


class Migration(migrations.Migration):
    dependencies = [("sip", "0014_calls_go")]
    operations = [
        policy_function(
            "case_relations()",
            questions.RELATION,
            escalation_sql.CASE_RELATIONS,
            language="plpgsql",
            reverse_body=plan_questions.CASE_RELATIONS,
        ),
        policy_function(
            "asked_visible_piece_ids()",
            "SETOF uuid",
            escalation_sql.PIECES,
            grant_to=(),
            reverse_body=plan_questions.PIECES,
        ),
        policy_function(
            "asked_visible_identity_case_ids()",
            "SETOF uuid",
            escalation_sql.IDENTITY_CASES,
            grant_to=(),
            reverse_body=plan_questions.IDENTITY_CASES,
        ),
        migrations.RunSQL(escalation_sql.DECISIONS, escalation_sql.DECISIONS_BACK),
        migrations.RunSQL(escalation_sql.GATE, escalation_sql.GATE_BACK),
    ]
