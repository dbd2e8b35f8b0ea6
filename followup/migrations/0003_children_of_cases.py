"""How many children an area's cases are about: one number, and no way to the children. [I-01]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from followup import questions


class Migration(migrations.Migration):
    dependencies = [("followup", "0002_regional_replies"), ("sip", "0003_log")]

    operations = [
        policy_function(questions.CHILDREN_OF_CASES, "bigint", questions.CHILDREN, grant_to=("bus_report",)),
    ]
