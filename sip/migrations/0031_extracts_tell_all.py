"""Extracts tell of the tables that came after them, also where these were there already. [GDPR 15]"""

from django.db import migrations

from sip.extracts import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0030_consents_end")]

    operations = [
        migrations.RunSQL(tables_sql.rows_function(5).sql, migrations.RunSQL.noop),
    ]
