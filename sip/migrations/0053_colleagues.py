"""Whoever works with a child lets a colleague in, and ends one's own part alone. [security 1]"""

from django.db import migrations

from sip.contacts.tables_sql import DOORS


class Migration(migrations.Migration):
    dependencies = [("sip", "0052_sheet_for_the_child")]

    operations = [migrations.RunSQL(DOORS, migrations.RunSQL.noop)]
