"""A child may be expected no longer; why is kept nowhere. What its expecting parents consented to ends. [G-018, DL-49]"""

import django.db.models.deletion
from django.db import migrations, models

from core.access.migration_ops import same_region
from sip.access.keys_sql import ASSIGNMENT
from sip.transfers import expecting_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0046_pool"), ("people", "0008_invitations_leave_by_job")]
    operations = [
        migrations.AddField(
            "expectedbirth", "ended_on", models.DateField(null=True, verbose_name="Väntas inte längre sedan")
        ),
        migrations.AddField(
            "expectedbirth",
            "ended_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.roleassignment",
            ),
        ),
        same_region("sip_expectedbirth", "ended_by_id", ASSIGNMENT),
        migrations.RunSQL(expecting_sql.ENDS, expecting_sql.NO_ENDS),
        migrations.RunSQL(expecting_sql.GOES, expecting_sql.GOES_BACK),
    ]
