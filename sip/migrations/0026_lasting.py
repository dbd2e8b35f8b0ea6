"""Who takes part for a time may be something in the plan and record what the family answers, until it ends. [9.18]"""

from django.db import migrations

from sip.takeover import lasting_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0025_time_enquiry")]
    operations = [migrations.RunSQL(lasting_sql.WIDER, lasting_sql.NARROWER)]
