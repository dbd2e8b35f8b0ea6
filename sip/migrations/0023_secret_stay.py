"""That a child's stay is secret is known to all who must keep it, and where to nobody but the placing unit. [P-62]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.access import secret_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0022_consents_end")]
    operations = [policy_function("secret_stay_child_ids()", "SETOF uuid", secret_sql.KEPT_CHILDREN)]
