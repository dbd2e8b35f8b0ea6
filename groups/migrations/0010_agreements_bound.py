"""An annex can be taken off a draft; answers stay with the involved; a party is bound by whoever is there. [SM-6]"""

from django.db import migrations

from groups.agreements import binding_sql


class Migration(migrations.Migration):
    dependencies = [("groups", "0009_seats_and_schools")]
    operations = [
        *binding_sql.PROTECTION,
    ]
