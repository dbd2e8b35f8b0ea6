"""Which of a plan's texts a reader may have although something is kept from that reader. [security 1 (7)]"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.family.sorting import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_safety_net"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0017_extracts"),
    ]
    operations = [
        migrations.CreateModel(
            name="SortedText",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sorted_texts", to="sip.child"
                    ),
                ),
                ("reader_key", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64)),
                (
                    "barred",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("address", "Var barnet bor"),
                                ("places", "Namn på skola och verksamheter"),
                                ("meetings", "Tider och platser"),
                                ("plan", "Planen"),
                                ("minutes", "Protokoll"),
                                ("everything", "Allt om barnet"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "sorted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("taken_back_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("child", "reader_key", "digest"),
                        name="text_sorted_once_for_a_reader",
                    )
                ],
            },
        ),
        *tables_sql.KEYS,
        tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.TAKEN_BACK, tables_sql.GIVEN_AGAIN),
        safety_net(tables_sql.TABLE),
    ]
