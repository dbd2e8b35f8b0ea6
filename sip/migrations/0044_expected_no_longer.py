"""A child may be expected no longer; why is kept nowhere. What its expecting parents consented to ends. [G-018, DL-49]"""

from django.db import migrations

from core.access.migration_ops import same_region
from sip.access.keys_sql import ASSIGNMENT
from sip.transfers import expecting_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0043_pool"), ("people", "0008_invitations_leave_by_job")]
    operations = [
        same_region("sip_expectedbirth", "ended_by_id", ASSIGNMENT),
        migrations.RunSQL(expecting_sql.ENDS, expecting_sql.NO_ENDS),
        migrations.RunSQL(expecting_sql.GOES, expecting_sql.GOES_BACK),
    ]
