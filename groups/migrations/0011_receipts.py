"""Receipts: who was asked to read what a forum has made known, and who has. [F67]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.receipts import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0010_routines"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Receipt",
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
                ("about_kind", models.CharField(max_length=40)),
                ("about_id", models.UUIDField()),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="Ombedd")),
                ("reminded_on", models.DateField(null=True, verbose_name="Påmind")),
                ("read_at", models.DateTimeField(null=True, verbose_name="Läst")),
            ],
            options={
                "ordering": ["assignment__person__family_name", "assignment__person__given_name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("about_kind", "about_id", "assignment"), name="receipt_asked_for_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reminded_on__isnull", True), ("reminded_on__gte", models.F("asked_on")), _connector="OR"
                        ),
                        name="receipt_reminded_after_it_was_asked_for",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["region", "assignment"],
                        name="receipt_to_read",
                    )
                ],
            },
        ),
        *tables_sql.PROTECTION,
    ]
