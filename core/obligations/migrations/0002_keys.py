"""A rule points to law of its own region. [security 3]"""

from django.db import migrations

from core.access.migration_ops import same_region


class Migration(migrations.Migration):
    dependencies = [("obligations", "0001_initial"), ("regions", "0001_initial")]
    operations = [same_region("obligations_deadlinerule", "legal_reference_id", "regions_legalreference")]
