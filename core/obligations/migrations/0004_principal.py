"""What a whole principal answers for is owed where its roles are held: at the principal. [DL-57]"""

from django.db import migrations

from core.access.migration_ops import same_region


class Migration(migrations.Migration):
    dependencies = [("obligations", "0003_unled"), ("organisations", "0001_initial")]
    operations = [
        same_region("obligations_obligation", "principal_id", "organisations_principal"),
    ]
