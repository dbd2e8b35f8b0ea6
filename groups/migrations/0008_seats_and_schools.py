"""Seats that hold one person, the mandate a seat asks for, terms that only end, and what schools answered. [F22-F28]"""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.seats import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0007_agreements"),
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SchoolContact",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.principal"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invited", "Inbjuden, har inte svarat"),
                            ("joins", "Deltar själv"),
                            ("represented", "Företräds av en annan skola"),
                            ("declined", "Har tackat nej"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField(verbose_name="Dag")),
                (
                    "represented_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                        verbose_name="Företräds av",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "created_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "represented"), ("represented_by__isnull", False)),
                            models.Q(
                                models.Q(("kind", "represented"), _negated=True), ("represented_by__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="school_represented_exactly_by_somebody",
                    )
                ],
                "indexes": [models.Index(fields=["region", "forum", "on"], name="groups_scho_region__d33207_idx")],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.MAY_GO, tables_sql.MAY_NOT_GO),
    ]
