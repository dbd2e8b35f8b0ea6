"""The wall at a county's size: one person asks, and that person's rows are found by one index. [perf gates 14, 15]

Left to itself the planner takes `access.acting_row()` for a thousand people, and reads every participation there is:
0.6 s instead of 2 ms for one question at 100,000 cases.
"""

from django.db import migrations

ONE = "SET LOCAL ROLE bus_policy; ALTER FUNCTION access.acting_row() ROWS {}; SET LOCAL ROLE bus_owner;"


class Migration(migrations.Migration):
    dependencies = [("sip", "0005_identity_goes"), ("people", "0002_protection")]
    operations = [
        migrations.RunSQL(ONE.format(1), ONE.format(1000)),
    ]
