"""What a unit has asked the coordinators is read by those of it who meet children, and by nobody else there."""

from django.db import migrations

from sip.pool.tables_sql import FOR_THE_UNIT, FOR_WORKERS


class Migration(migrations.Migration):
    dependencies = [("sip", "0045_surveys_by_region")]

    operations = [migrations.RunSQL(FOR_WORKERS, FOR_THE_UNIT)]
