"""The figures' job counts plans by their days and places, and how many children they are about. [I-11, I-50]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from followup import questions

COLUMNS = "case_id, region_id, area_id, district_id, status, sex, need_noticed_on, offered_on, activated_on, ended_on"


class Migration(migrations.Migration):
    dependencies = [("followup", "0004_patterns_of_quarters"), ("sip", "0004_plans")]

    operations = [
        migrations.RunSQL(
            f"GRANT SELECT ({COLUMNS}) ON sip_sipplan TO bus_report; "
            "CREATE POLICY sip_sipplan_select_report ON sip_sipplan FOR SELECT TO bus_report USING (true);",
            f"DROP POLICY sip_sipplan_select_report ON sip_sipplan; "
            f"REVOKE SELECT ({COLUMNS}) ON sip_sipplan FROM bus_report;",
        ),
        policy_function(questions.CHILDREN_OF_PLANS, "bigint", questions.PLAN_CHILDREN, grant_to=("bus_report",)),
    ]
