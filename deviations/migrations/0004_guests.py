"""A unit outside the portal tells of one shortcoming, once, by an address. [issue 5:1]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from deviations.guests.tables_sql import PROTECTION


class Migration(migrations.Migration):
    dependencies = [
        ("deviations", "0003_patterns"),
        ("people", "0006_batches"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeviationGuest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("unit_name", models.CharField(max_length=120, verbose_name="Verksamhet")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_on", models.DateField(verbose_name="Gäller till och med")),
                ("answered_at", models.DateTimeField(null=True)),
                ("event_on", models.DateField(null=True, verbose_name="När det hände")),
                ("description", models.TextField(blank=True, max_length=20000, verbose_name="Vad som hände")),
                ("tried", models.TextField(blank=True, max_length=20000, verbose_name="Vad som redan har gjorts")),
                ("ended_on", models.DateField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deviations.deviationreport",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["invited_by", "ended_on"], name="deviations__invited_17f934_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("description", ""), ("report__isnull", True)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("event_on__isnull", False),
                                models.Q(("description", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deviation_guest_answers_with_words",
                    )
                ],
            },
        ),
        *PROTECTION,
    ]
