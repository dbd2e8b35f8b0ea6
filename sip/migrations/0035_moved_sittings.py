"""What is called can be moved and cancelled with a reason, and rests on its own consent in the database too. [P-83]"""

from django.db import migrations

from sip.access import sittings_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0034_colleagues")]
    operations = [
        migrations.RunSQL(sittings_sql.DOORS, sittings_sql.DOORS_BACK),
        migrations.RunSQL(sittings_sql.GATE, sittings_sql.GATE_BACK),
    ]
