"""The joint meeting of a transition has a time, a place, units that are called and answer, and who came. [F100]"""

from django.db import migrations

from sip.transitions import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0040_lss_offers")]
    operations = [
        migrations.RunSQL(tables_sql.MEETING, tables_sql.NO_MEETING),
    ]
