"""The year's count reads what a group's closed survey came to; never the lines, and nothing that few have said."""

from django.db import migrations

from groups.surveys import tables_sql


class Migration(migrations.Migration):
    dependencies = [("groups", "0025_group_surveys")]

    operations = [tables_sql.COUNTED]
