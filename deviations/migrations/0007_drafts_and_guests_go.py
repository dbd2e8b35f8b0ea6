"""The jobs delete what has had its time, and see nothing else of it. [security 10]"""

from django.db import migrations

from core.access.migration_ops import fades

GUESTS = """report_id IS NULL AND (ended_on < access.today() - 14
  OR answered_at IS NULL AND expires_on < access.today() - 14)"""


class Migration(migrations.Migration):
    dependencies = [("deviations", "0006_regional_rung")]
    operations = [
        fades("deviations_deviationdraft", "saved_at", "saved_at < access.moment() - interval '14 days'"),
        fades("deviations_deviationguest", "report_id, ended_on, answered_at, expires_on", GUESTS),
    ]
