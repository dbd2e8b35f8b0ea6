"""A calendar of one's own may fetch when one meets, by a secret that is taken back at any time. [security 7]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.calendar import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0002_meetings"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
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
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("assignment",),
                        name="one_open_feed_of_an_assignment",
                    )
                ],
            },
        ),
        *tables_sql.PROTECTION,
    ]
