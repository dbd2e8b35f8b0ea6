"""A worker's open work goes over to a colleague of the same unit, by the unit's leader. [facts 9.18]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from sip.takeover import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0020_signatures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Takeover",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("leaves", "Slutar eller har slutat"),
                            ("changes", "Byter enhet eller arbetsuppgifter"),
                            ("ill", "Är sjuk"),
                            ("leave", "Är ledig"),
                            ("shared", "Arbetet fördelas om"),
                        ],
                        max_length=20,
                        verbose_name="Varför?",
                    ),
                ),
                ("until", models.DateField(null=True, verbose_name="Till och med")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True), name="taken_over_by_another"
                    )
                ],
                "indexes": [models.Index(fields=["receiver", "created_at"], name="sip_takeove_receive_bb7081_idx")],
            },
        ),
        tables_sql.PROTECTION,
        *tables_sql.KEYS,
        tables_sql.NEVER_CHANGED,
        migrations.RunSQL(tables_sql.RIGHTS, tables_sql.RIGHTS_BACK),
        tables_sql.FUNCTION,
    ]
