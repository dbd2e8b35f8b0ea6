"""An extract knows that the child's stay is secret, whoever holds that. [P-62, security 2]"""

from django.db import migrations

from sip.extracts import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0034_time_enquiry")]

    operations = [migrations.RunSQL(tables_sql.rows_function(6).sql, migrations.RunSQL.noop)]
