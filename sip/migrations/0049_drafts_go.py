"""What someone began to write and left goes after fourteen days. [security 10]"""

from django.db import migrations

from sip.drafts import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0048_who_ended_it")]
    operations = tables_sql.OPERATIONS
