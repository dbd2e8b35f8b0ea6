"""What is due, what goes, what an extract tells, what a weak sign-in shuts: over all of the child level. [security 1, 6]"""

from django.db import migrations

from sip.access.child_level_sql import CLOSED_BELOW
from sip.extracts import tables_sql as extracts
from sip.retention import tables_sql as retention


class Migration(migrations.Migration):
    dependencies = [("sip", "0051_relations_are_kept"), ("people", "0007_child_level_row")]
    operations = [*retention.FUNCTIONS, *extracts.FUNCTIONS, *CLOSED_BELOW]
