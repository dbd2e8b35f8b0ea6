"""What one invited tells is in the log too. [security 5]"""

from django.db import migrations

from deviations.guests.tables_sql import LOGGED


class Migration(migrations.Migration):
    dependencies = [("deviations", "0004_guests"), ("audit", "0001_log")]
    operations = [LOGGED]
