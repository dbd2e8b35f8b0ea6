"""The nightly end of guardians' consents leaves a grown person's own consent standing."""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.transitions import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0015_disclosures")]

    operations = [
        policy_function(
            "expire_on_birthdays(today date)",
            "TABLE (kind text, id uuid, case_id uuid, child_id uuid)",
            tables_sql.expire_on_birthdays(tables_sql.YOUNG_OR_GROWN),
            volatility="VOLATILE",
            grant_to=("bus_worker",),
            reverse_body=tables_sql.expire_on_birthdays(tables_sql.YOUNG),
        ),
    ]
