"""Acts by one who bears the child's or a guardian's family name: who knows the names answers. [security 5]"""

from django.db import migrations

from core.access.migration_ops import policy_function

CLOSED = "SELECT NULL::bigint WHERE false -- closed until the app that owns the tables opens it"


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_seals")]
    operations = [policy_function("acts_of_namesakes()", "SETOF bigint", CLOSED, grant_to=("bus_app",))]
