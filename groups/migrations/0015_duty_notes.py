"""Whether a group does what it is to see to, as it was noted for a year. [F46]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.year import duty_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0014_obstacles_and_needs"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                ("duty", models.SlugField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[("kept", "Görs"), ("partly", "Görs delvis"), ("not_kept", "Görs inte")],
                        max_length=10,
                        verbose_name="Läge",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="Hur ni vet det")),
                (
                    "agreement",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.agreement"
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duty_notes", to="groups.forum"
                    ),
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
                    "plan",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.actionplan"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "routine",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.routineversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-created_at"],
                "indexes": [models.Index(fields=["region", "forum", "year"], name="groups_duty_region__bb45cf_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreement__isnull", True), ("meeting__isnull", True), ("routine__isnull", True)),
                            models.Q(("meeting__isnull", True), ("plan__isnull", True), ("routine__isnull", True)),
                            models.Q(("agreement__isnull", True), ("meeting__isnull", True), ("plan__isnull", True)),
                            models.Q(("agreement__isnull", True), ("plan__isnull", True), ("routine__isnull", True)),
                            _connector="OR",
                        ),
                        name="duty_note_with_one_proof_at_most",
                    )
                ],
            },
        ),
        *duty_sql.PROTECTION,
    ]
