"""What a unit tells its partners of a change, and that whoever leads it follows up who has read. [F51, DL-48]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.news import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0028_standing_headings"),
        ("organisations", "0005_described_by_their_own"),
        ("people", "0005_doors"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitNews",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "Flytt eller ny lokal"),
                            ("contact", "Ny väg in eller ny funktionsbrevlåda"),
                            ("people", "Ny chef eller kontaktperson"),
                            ("mission", "Ändrat uppdrag eller ändrad målgrupp"),
                            ("starts", "Ny verksamhet"),
                            ("ends", "Verksamheten upphör eller slås ihop"),
                            ("other", "Annat"),
                        ],
                        max_length=10,
                        verbose_name="Slag",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Vad som ändras")),
                ("text", models.TextField(max_length=2000, verbose_name="Vad det betyder för andra")),
                ("from_day", models.DateField(verbose_name="Från och med")),
                ("told_on", models.DateField(verbose_name="Berättades")),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["-told_on", "-created_at", "id"],
                "indexes": [
                    models.Index(fields=["region", "unit"], name="news_of_a_unit"),
                    models.Index(fields=["region", "told_on"], name="news_by_day"),
                ],
            },
        ),
        *tables_sql.PROTECTION,
    ]
