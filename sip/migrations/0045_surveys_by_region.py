"""What a survey asks is the region's: whoever holds its code is told it from the profile. [F134]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.surveys import tables_sql


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial"), ("sip", "0044_rule_by_decision")]
    operations = [
        policy_function("survey_asked(hashes text[])", "jsonb", tables_sql.ASKED, grant_to=("bus_app",)),
    ]
