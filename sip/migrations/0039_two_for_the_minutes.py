"""The minutes of a sitting are approved by somebody else than those who wrote them. [security 2]"""

import django.contrib.postgres.fields
from django.db import migrations, models

from sip.access import minutes_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0038_deciders")]
    operations = [
        migrations.AddField(
            model_name="minutessection",
            name="writers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, editable=False, size=None
            ),
        ),
        *minutes_sql.FUNCTIONS,
        migrations.RunSQL(minutes_sql.WRITERS, minutes_sql.WRITERS_BACK),
        migrations.RunSQL(minutes_sql.DOORS, minutes_sql.DOORS_BACK),
    ]
