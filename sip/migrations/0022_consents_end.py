"""Consents end on their last day by a job, which asks for new ones in time. [SM-4, DL-47]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.access import ending_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0021_takeover")]
    operations = [
        policy_function(
            "expire_consents(today date)",
            "TABLE (id uuid, case_id uuid)",
            ending_sql.EXPIRE,
            volatility="VOLATILE",
            grant_to=("bus_worker",),
        ),
        policy_function(
            "consents_ending(today date, lead_days int, rule_code text)",
            "TABLE (id uuid, case_id uuid, case_code text, purpose text, valid_from date, valid_to date, "
            "owner_id uuid, unit_id uuid, area_id uuid, district_id uuid)",
            ending_sql.ENDING,
            grant_to=("bus_worker",),
        ),
    ]
