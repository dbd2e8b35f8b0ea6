"""An annex can be taken off a draft; answers stay with the involved; a party is bound by whoever is there. [SM-6]"""

from django.db import migrations, models

from groups.agreements import binding_sql


class Migration(migrations.Migration):
    dependencies = [("groups", "0010_seats_and_schools")]
    operations = [
        migrations.AddField("agreementfile", "removed_at", models.DateTimeField(null=True)),
        *binding_sql.PROTECTION,
    ]
