"""That the family was given information, where the unit found that to be enough. [CS-19, F72]"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from sip.needs import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0027_stopping_cancels")]
    operations = [
        migrations.CreateModel(
            name="InformationGiven",
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
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="information", to="sip.needassessment"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                ("given_on", models.DateField(verbose_name="Information lämnades")),
                (
                    "told_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("child", "Barnet"), ("guardians", "Vårdnadshavarna")], max_length=20
                        ),
                        size=None,
                        verbose_name="Till vem",
                    ),
                ),
                (
                    "sheets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("sip", "Vad en SIP är"),
                                ("barn", "Till barnet: en plan för dig"),
                                ("individforum", "Vad ett individforum är"),
                                ("samtycke", "Vad ett samtycke betyder"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Blad som lämnades",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("told_to", []), _negated=True), name="information_is_given_to_somebody"
                    )
                ],
                "indexes": [models.Index(fields=["assessment"], name="information_of_need")],
            },
        ),
        *tables_sql.PROTECTION,
    ]
