"""Who is let into a case is held by the database as well: by whom, for whom, in which state. [security 1-3]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.access import joining_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0008_remembered"), ("groups", "0001_forums"), ("people", "0002_protection")]
    operations = [
        *(policy_function(name, returns, body) for name, (returns, body) in joining_sql.QUESTIONS.items()),
        migrations.RunSQL(joining_sql.NARROW, joining_sql.WIDEN),
    ]
