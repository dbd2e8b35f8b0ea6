"""What others are told of a placed child: that it went, to whom, and who took it in. [F95, F96, F98]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.placements import notices_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0036_meetings_need_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlacementNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("placement_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("residence_secret", "Vistelseorten är skyddad"),
                            ("residence_open", "Skyddet av vistelseorten har upphört"),
                            ("joint_planning", "Inbjudan till gemensam planering"),
                            ("health_exam", "Begäran om hälsoundersökning"),
                            ("dental_exam", "Begäran till tandvården om undersökning"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sent_on", models.DateField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placement_notices", to="sip.case"
                    ),
                ),
                (
                    "receiving_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["placement_id"], name="notices_of_placement")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "receiving_unit"), name="notice_once_to_a_unit"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                            models.Q(
                                ("sent_on__isnull", False), ("taken_at__isnull", False), ("taken_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="notice_taken_in_by_somebody_when_sent",
                    ),
                ],
            },
        ),
        *notices_sql.PROTECTION,
        migrations.RunSQL(notices_sql.CHANGES, notices_sql.NO_CHANGES),
        safety_net("sip_placementnotice"),
    ]
