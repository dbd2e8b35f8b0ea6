"""Who acts, for what is asked about children. [security 1 (1), ADR 17]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from core.people.session_sql import ACTING_COLUMNS, CHILD_LEVEL_ROW

ONE = "SET LOCAL ROLE bus_policy; ALTER FUNCTION access.child_level_row() ROWS 1; SET LOCAL ROLE bus_owner;"


class Migration(migrations.Migration):
    dependencies = [("people", "0006_batches"), ("access", "0002_below_child_level")]
    operations = [
        policy_function("child_level_row()", ACTING_COLUMNS, CHILD_LEVEL_ROW),
        migrations.RunSQL(ONE, migrations.RunSQL.noop),
    ]
