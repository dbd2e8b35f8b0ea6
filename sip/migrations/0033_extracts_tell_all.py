"""Extracts tell of the tables that came after them, also where these were there already. [GDPR 15]"""

import django.contrib.postgres.fields
from django.db import migrations, models

from sip.extracts import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0032_consents_end")]

    operations = [
        migrations.RunSQL(tables_sql.rows_function(5).sql, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="extractitem",
            name="marks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("barred", "Spärrat för mottagaren"),
                        ("secret_stay", "Kan visa var barnet vistas"),
                        ("third_person", "Rör någon annan"),
                        ("unsorted", "Text som kan röja det som är spärrat"),
                        ("taken_out", "Struket ur planen"),
                    ],
                    max_length=20,
                ),
                default=list,
                size=None,
            ),
        ),
    ]
