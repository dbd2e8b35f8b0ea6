"""The day since which a child is expected no longer is an entry in its record: it is kept from that day. [security 6]"""

from django.db import migrations

from sip.retention.tables_sql import made_anew


class Migration(migrations.Migration):
    dependencies = [("sip", "0045_give_back")]
    operations = [*made_anew(10)]
