"""Units are found by their words. [S-24]"""

from django.db import migrations

from core.organisations import words_sql


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_override_doors")]
    operations = words_sql.SEARCHABLE
