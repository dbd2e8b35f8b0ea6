"""When the administrators have decided other legal references, the rows follow at once."""

from django.db import migrations

from core.access.migration_ops import written_by_administrators


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial"), ("people", "0002_protection")]
    operations = [written_by_administrators("regions_legalreference")]
