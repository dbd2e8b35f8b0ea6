"""What was taken over for a time goes back by a job when its last day has been. [facts 9.18]"""

from django.db import migrations

from sip.takeover import returning_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0031_pool")]
    operations = [returning_sql.RIGHTS, returning_sql.FUNCTION]
