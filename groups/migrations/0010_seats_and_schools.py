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
        ("groups", "0009_agreements"),
        ("organisations", "0002_override_doors"),
        ("people", "0008_invitations_leave_by_job"),
        ("regions", "0001_initial"),
    ]

    holds_lock = "a county has some hundred terms: the constraint is built in milliseconds"

    operations = [
        migrations.CreateModel(
            name="SchoolContact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
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
            ],
            options={
                "ordering": ["on", "created_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="sole_seat",
            field=models.CharField(blank=True, default="", max_length=250),
        ),
        migrations.AddField(
            model_name="seatrequirement",
            name="mandate",
            field=models.CharField(
                choices=[
                    ("unknown", "Mandat ej angivet"),
                    ("none", "Inget beslutsmandat"),
                    ("limited", "Beslutar i en del frågor"),
                    ("unit", "Beslutar för enheten"),
                    ("principal", "Beslutar för huvudmannen"),
                ],
                default="limited",
                max_length=10,
                verbose_name="Mandat som krävs",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("sole_seat", ""), _negated=True),
                expressions=[
                    ("region", "="),
                    ("forum", "="),
                    ("sole_seat", "="),
                    (
                        models.Func(
                            models.F("valid_from"),
                            models.F("valid_to"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_in_a_sole_seat",
            ),
        ),
        migrations.AddField(
            model_name="schoolcontact",
            name="forum",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
        ),
        migrations.AddField(
            model_name="schoolcontact",
            name="noted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
            ),
        ),
        migrations.AddField(
            model_name="schoolcontact",
            name="principal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.principal"
            ),
        ),
        migrations.AddField(
            model_name="schoolcontact",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"),
        ),
        migrations.AddField(
            model_name="schoolcontact",
            name="represented_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.roleassignment",
                verbose_name="Företräds av",
            ),
        ),
        migrations.AddIndex(
            model_name="schoolcontact",
            index=models.Index(fields=["region", "forum", "on"], name="groups_scho_region__d33207_idx"),
        ),
        migrations.AddConstraint(
            model_name="schoolcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "represented"), ("represented_by__isnull", False)),
                    models.Q(models.Q(("kind", "represented"), _negated=True), ("represented_by__isnull", True)),
                    _connector="OR",
                ),
                name="school_represented_exactly_by_somebody",
            ),
        ),
        *tables_sql.PROTECTION,
    ]
