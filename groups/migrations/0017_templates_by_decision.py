"""When the administrators have decided other templates for minutes, they follow at once."""

from django.db import migrations

from core.access.migration_ops import written_by_administrators


class Migration(migrations.Migration):
    dependencies = [("groups", "0016_lifted_questions")]
    operations = [written_by_administrators("groups_minutestemplate")]
