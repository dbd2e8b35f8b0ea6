"""Whoever works with a child lets a colleague in, and ends one's own part alone. [security 1]"""

from django.db import migrations

from sip.contacts.tables_sql import BACK, DOORS


class Migration(migrations.Migration):
    dependencies = [("sip", "0033_all_that_is_shared")]

    operations = [migrations.RunSQL(DOORS, BACK)]
