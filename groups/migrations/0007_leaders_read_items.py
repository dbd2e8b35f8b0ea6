"""Who comes to chair a meeting, or to take its minutes, can be let in to the confidential items that are there."""

from django.db import migrations

from groups.meetings.tables_sql import LEADERS_LET_IN


class Migration(migrations.Migration):
    dependencies = [("groups", "0006_tasks")]
    operations = [LEADERS_LET_IN]
