"""A file that has been read and not yet taken in is its reader's own. [security 10]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region

OWN = (
    "(SELECT r.role FROM access.acting_row() AS r) = 'region_admin' AND started_by_id = (SELECT access.assignment_id())"
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0006_batches"), ("regions", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="IntakeDraft",
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
                    "kind",
                    models.CharField(
                        choices=[("people", "Personer och roller")],
                        max_length=10,
                        verbose_name="Slag",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("rows", models.JSONField()),
                ("unread", models.JSONField(default=list)),
            ],
            options={"abstract": False},
        ),
        protect(
            "intake_intakedraft",
            read=OWN,
            insert=OWN,
            delete=OWN,
            roles={"bus_app": "SELECT, INSERT, DELETE", "bus_worker": "SELECT, DELETE"},
        ),
        same_region("intake_intakedraft", "started_by_id", "people_roleassignment"),
    ]
