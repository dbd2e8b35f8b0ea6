"""Whether a group's decision concerns children, and how their best interests were assessed. [F52, G-014]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.interests import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0018_evaluations"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BestInterests",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "concerns",
                    models.CharField(
                        choices=[
                            ("assessed", "Barnets bästa är prövat"),
                            ("lacking", "Barnets bästa är inte prövat"),
                            ("nobody", "Rör inte barn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("investigated", models.TextField(blank=True, max_length=3000, verbose_name="Så är det utrett")),
                ("weighed", models.TextField(blank=True, max_length=3000, verbose_name="Så är det vägt mot annat")),
                ("considered", models.TextField(blank=True, max_length=3000, verbose_name="Så märks det i beslutet")),
                ("asked", models.TextField(blank=True, max_length=3000, verbose_name="Barns åsikter")),
                ("mattered", models.TextField(blank=True, max_length=3000, verbose_name="Vad åsikterna betydde")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interests", to="groups.forumdecision"
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.agendaitem"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("concerns", "assessed"),
                                models.Q(("investigated", ""), _negated=True),
                                models.Q(("weighed", ""), _negated=True),
                                models.Q(("considered", ""), _negated=True),
                                models.Q(("asked", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("concerns", "assessed"), _negated=True),
                                ("asked", ""),
                                ("considered", ""),
                                ("investigated", ""),
                                ("mattered", ""),
                                ("weighed", ""),
                            ),
                            _connector="OR",
                        ),
                        name="interests_assessed_exactly_with_words",
                    )
                ],
            },
        ),
        *tables_sql.PROTECTION,
    ]
