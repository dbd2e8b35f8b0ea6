"""Mail that is asked for at the door, where there is neither region nor recipient yet. [security 8, 11]"""

import uuid

from django.db import migrations, models

import core.clock
from core.access.migration_ops import open_table


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("people", "0005_doors")]
    operations = [
        migrations.CreateModel(
            name="PassphraseMail",
            fields=[
                ("created_at", models.DateTimeField(default=core.clock.now)),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("message_id", models.CharField(blank=True, max_length=120)),
                ("sent_at", models.DateTimeField(null=True)),
                ("parked_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(blank=True, max_length=254)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("dropped_at__isnull", True), ("parked_at__isnull", True), ("sent_at__isnull", True)
                        ),
                        fields=["created_at"],
                        name="passphrase_outbox",
                    )
                ],
            },
        ),
        # Whoever asks at the door adds a row and reads none: not whose addresses wait, not which were anybody's.
        open_table("notices_passphrasemail", roles={"bus_app": "INSERT", "bus_worker": "SELECT, UPDATE"}),
    ]
