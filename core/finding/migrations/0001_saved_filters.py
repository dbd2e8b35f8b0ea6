"""What is chosen on a list, kept under a name by whoever chose it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.finding import tables_sql


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0005_doors"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("path", models.CharField(max_length=300)),
                ("query", models.CharField(max_length=1000)),
                ("name", models.CharField(max_length=60, verbose_name="Namn på urvalet")),
                (
                    "assignment",
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
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("assignment", "path", "name"), name="filter_named_once_on_a_list")
                ],
            },
        ),
        *tables_sql.PROTECTION,
    ]
