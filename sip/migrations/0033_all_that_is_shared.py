"""What others have got of a child besides the pieces is told: to whom, when, on which basis. [F111, facts 9.8]"""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.disclosures import shared_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0032_give_back"), ("audit", "0001_log")]
    operations = [
        policy_function(shared_sql.SIGNATURE, shared_sql.COLUMNS, shared_sql.SHARED, grant_to=("bus_app",)),
        migrations.RunSQL(shared_sql.PAPERS_FOUND, shared_sql.PAPERS_UNFOUND),
    ]
