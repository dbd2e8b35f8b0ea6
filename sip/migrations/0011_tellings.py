"""What the child must be told of a change in the plan, and that it was told. [CS-19]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.plans import tellings_sql


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_safety_net"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0010_surveys"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanTelling",
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_tellings", to="sip.case"
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("version", "Planen är beslutad"),
                            ("measure_added", "Ny insats"),
                            ("measure_changed", "Ändrad insats"),
                            ("measure_out", "Borttagen insats"),
                            ("main_responsible", "Ny huvudansvarig"),
                            ("contact", "Kontaktpersonen har bytts eller slutat"),
                            ("meeting_cancelled", "Mötet är inställt"),
                            ("narrowed", "Samtycket gäller inte längre alla verksamheter"),
                            ("stopped", "Samtycket är återkallat och planen är stoppad"),
                            ("closed", "Planen är avslutad"),
                            ("transferred", "Planen är överlämnad till verksamheter för vuxna"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.planmeasure"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(null=True)),
                ("since_on", models.DateField(default=core.clock.today)),
                (
                    "caused_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("told_on", models.DateField(null=True, verbose_name="Vilken dag?")),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "manner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talk", "I ett samtal"),
                            ("pictures", "Med bilder eller tecken"),
                            ("interpreter", "Med tolk"),
                            ("call", "Per telefon eller video"),
                            ("letter", "I ett brev eller meddelande"),
                            ("guardians", "Genom vårdnadshavarna"),
                            ("not_told", "Barnet får inte veta det nu"),
                        ],
                        max_length=20,
                        verbose_name="Hur?",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="Hur blev det?")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("manner", ""), ("told_by__isnull", True), ("told_on__isnull", True)),
                            models.Q(
                                ("told_by__isnull", False),
                                ("told_on__isnull", False),
                                models.Q(("manner", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="told_by_somebody_on_a_day_somehow",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("manner", "not_told"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_is_not_told_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change__startswith", "measure_"), ("measure__isnull", False)),
                            models.Q(
                                models.Q(("change__startswith", "measure_"), _negated=True), ("measure__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="telling_of_a_measure_names_it",
                    ),
                ],
                "indexes": [models.Index(fields=["case", "told_on"], name="sip_plantel_case_id_761683_idx")],
            },
        ),
        *tellings_sql.KEYS,
        tellings_sql.PROTECTION,
        migrations.RunSQL(tellings_sql.TOLD, tellings_sql.UNTOLD),
        safety_net(tellings_sql.TABLE),
    ]
