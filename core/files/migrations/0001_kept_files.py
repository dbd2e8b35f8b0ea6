"""Files in the store, as jobs know them: no text, no name, nothing of whom they concern. [security 10]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region

OWN = "added_by_id = (SELECT access.assignment_id())"
AS_ADDED = f"{OWN} AND status IN ('quarantined', 'unscanned', 'clean') AND attempts = 0"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0002_protection"), ("regions", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="KeptFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("quarantined", "Väntar på viruskontroll"),
                            ("unscanned", "Inte genomsökt efter virus"),
                            ("clean", "Genomsökt, inget virus funnet"),
                            ("infected", "Stoppad av virusskyddet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("checked_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at__isnull", True), ("status__in", ["quarantined", "unscanned"])),
                            models.Q(("checked_at__isnull", False), ("status__in", ["clean", "infected"])),
                            _connector="OR",
                        ),
                        name="keptfile_judged_exactly_when_stamped",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["quarantined", "unscanned"])),
                        fields=["region", "created_at"],
                        name="keptfile_to_scan",
                    )
                ],
            },
        ),
        protect(
            "files_keptfile",
            read=OWN,
            insert=AS_ADDED,
            roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT, UPDATE (status, checked_at, attempts)"},
        ),
        same_region("files_keptfile", "added_by_id", "people_roleassignment"),
        # What a table of files hangs on: its row is added by whoever added the file.
        migrations.RunSQL(
            "ALTER TABLE files_keptfile ADD CONSTRAINT files_keptfile_adder_key UNIQUE (id, added_by_id)",
            "ALTER TABLE files_keptfile DROP CONSTRAINT files_keptfile_adder_key",
        ),
    ]
