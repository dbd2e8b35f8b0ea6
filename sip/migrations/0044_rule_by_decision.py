"""A consent follows what the region's administrators have decided, on top of the profile's file."""

from django.db import migrations

from sip.access import deciding_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0043_other_plans_of_the_child"), ("organisations", "0004_values_of_the_region")]
    operations = [migrations.RunSQL(deciding_sql.FOLLOWS_DECISIONS, deciding_sql.FOLLOWS_THE_FILE)]
