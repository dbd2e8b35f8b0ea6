"""What a whole principal answers for is owed where its roles are held: at the principal. [DL-57]"""

import django.db.models.deletion
from django.db import migrations, models

from core.access.migration_ops import same_region

PRINCIPAL = models.ForeignKey(
    blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
    to="organisations.principal",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("obligations", "0005_reassigned"), ("organisations", "0001_initial")]
    operations = [
        migrations.AddField("obligation", "principal", PRINCIPAL),
        same_region("obligations_obligation", "principal_id", "organisations_principal"),
    ]
