"""Whoever is called by a unit that the consent no longer covers is called no more. [CS-20]"""

from django.db import migrations

from sip.access import calls_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0013_retention")]
    operations = [
        migrations.RunSQL(calls_sql.CALLS_GO, calls_sql.CALLS_GO_BACK),
    ]
