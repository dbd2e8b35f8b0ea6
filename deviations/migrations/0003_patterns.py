"""What several reports have in common, where it was raised and what was learnt. [F124, F126]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region

PATTERN = "deviations_deviationpattern"
OFFICER = "EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role = 'secretariat_officer')"
KEYS = {"item_id": "groups_agendaitem", "task_id": "groups_task", "merged_into_id": PATTERN}


class Migration(migrations.Migration):
    dependencies = [
        ("deviations", "0002_both_sides"),
        ("groups", "0019_best_interests"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeviationPattern",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("name", models.CharField(max_length=100, verbose_name="Mönster")),
                ("summary", models.TextField(blank=True, max_length=20000, verbose_name="Vad det gäller")),
                ("raised_on", models.DateField(null=True, verbose_name="Lyft")),
                ("learned", models.TextField(blank=True, max_length=20000, verbose_name="Vad vi lärde oss")),
                ("published_on", models.DateField(null=True, verbose_name="Publicerat")),
                (
                    "item",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.agendaitem"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deviations.deviationpattern",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.task"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "name"), name="deviation_pattern_once_in_a_region"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__isnull", True), ("raised_on__isnull", True)),
                            models.Q(("item__isnull", False), ("raised_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="deviation_pattern_raised_exactly_with_its_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("learned", ""), ("published_on__isnull", True)),
                            models.Q(("published_on__isnull", False), models.Q(("learned", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="deviation_pattern_published_exactly_with_words",
                    ),
                ],
            },
        ),
        protect(
            PATTERN,
            read=f"published_on IS NOT NULL OR {OFFICER}",
            insert=OFFICER,
            update=OFFICER,
            roles={"bus_app": "SELECT, INSERT, UPDATE"},
        ),
        *(same_region(PATTERN, column, target) for column, target in KEYS.items()),
    ]
