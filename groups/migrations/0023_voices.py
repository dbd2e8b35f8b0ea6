"""What interest organisations say to a group, and what it led to. [F53]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.voices import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0022_trainings"),
        ("people", "0005_doors"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Voice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("organisation", models.CharField(max_length=200, verbose_name="Organisation")),
                ("title", models.CharField(max_length=200, verbose_name="Vad det gäller")),
                ("text", models.TextField(max_length=5000, verbose_name="Synpunkter")),
                ("said_on", models.DateField(verbose_name="Lämnades")),
                (
                    "status",
                    models.CharField(
                        choices=[("registered", "Väntar på svar"), ("answered", "Besvarad")],
                        default="registered",
                        max_length=10,
                    ),
                ),
                (
                    "influence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed", "Gruppen gör som ni föreslår"),
                            ("partly", "Gruppen gör en del av det"),
                            ("later", "Gruppen tar med det i det fortsatta arbetet"),
                            ("nothing", "Det ledde inte till någon ändring"),
                        ],
                        max_length=10,
                        verbose_name="Vad det ledde till",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="Gruppens svar")),
                ("answered_on", models.DateField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.forumdecision",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.meeting"
                    ),
                ),
                (
                    "noted_by",
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
            ],
            options={
                "ordering": ["-said_on", "-created_at", "id"],
                "indexes": [models.Index(fields=["region", "forum", "status"], name="groups_voic_region__ad2951_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                                ("status", "answered"),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("influence", ""), _negated=True),
                            ),
                            models.Q(
                                ("answered_by__isnull", True),
                                ("answered_on__isnull", True),
                                ("decision__isnull", True),
                                ("status", "registered"),
                                ("answer", ""),
                                ("influence", ""),
                            ),
                            _connector="OR",
                        ),
                        name="voice_answered_exactly_with_words",
                    )
                ],
            },
        ),
        *tables_sql.PROTECTION,
    ]
