"""The child's name leaves a case with its last consent; who gave it is read by those who may know. [security 2, 4]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.access import questions, tables_sql

IDENTITY = "visible_identity_case_ids()"
GIVERS = ";\n".join(
    f"ALTER POLICY sip_consentgiver_{command} ON sip_consentgiver USING ({tables_sql.GIVERS}) {check}"
    for command, check in (("select_app_0", ""), ("update_app_2", f"WITH CHECK ({tables_sql.GIVERS})"))
)


class Migration(migrations.Migration):
    dependencies = [("sip", "0004_keys")]

    operations = [
        policy_function(IDENTITY, "SETOF uuid", questions.IDENTITY_CASES, reverse_body=questions.IDENTITY_CASES),
        migrations.RunSQL(GIVERS, migrations.RunSQL.noop),
        migrations.RunSQL(tables_sql.IDENTITY_GOES, tables_sql.IDENTITY_GOES_BACK),
    ]
