"""A unit ends when its cases are handed over, and a case goes to the managers of the area it lies in today. [S-04]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.access import restructured_sql as sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0046_asked_by_workers"), ("organisations", "0001_initial")]
    operations = [
        policy_function(
            "left_to_hand_over(units uuid[], districts uuid[])", sql.LEFT_COLUMNS, sql.LEFT, grant_to=("bus_app",)
        ),
        migrations.RunSQL(sql.STEERED_TODAY, sql.STEERED_BEFORE),
    ]
