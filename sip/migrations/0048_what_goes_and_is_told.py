"""What is due, what goes and what an extract tells: over every table of the child level. [security 6]"""

from django.db import migrations

from sip.extracts import tables_sql as extracts
from sip.retention import tables_sql as retention


class Migration(migrations.Migration):
    dependencies = [("sip", "0047_left_when_units_end")]
    operations = [*retention.FUNCTIONS, *extracts.FUNCTIONS]
