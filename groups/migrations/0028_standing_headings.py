"""A group's own standing headings, where each item of an agenda came from, and that one was not taken up. [F32]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.headings import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0027_left_by_people"),
        ("people", "0005_doors"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="StandingHeading",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="Rubrik")),
                ("background", models.CharField(blank=True, max_length=1000, verbose_name="Bakgrund")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("inform", "Informera"), ("discuss", "Diskutera"), ("decide", "Besluta")],
                        default="discuss",
                        max_length=10,
                        verbose_name="Syfte",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(null=True, verbose_name="Tid i minuter")),
                ("ended_on", models.DateField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "created_at", "id"],
                "indexes": [models.Index(fields=["region", "forum", "order"], name="standing_heading_of_a_forum")],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="origin",
            field=models.CharField(
                blank=True,
                choices=[("template", "Regionens mall"), ("group", "Gruppens stående punkt")],
                default="",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="agendaitem",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("none", "Inte avslutad"),
                    ("noted", "Behandlad"),
                    ("decided", "Beslutad"),
                    ("carried", "Tas upp nästa möte"),
                    ("not_taken", "Togs inte upp"),
                    ("referred", "Utanför mandatet, lämnas vidare"),
                ],
                default="none",
                max_length=10,
            ),
        ),
        *tables_sql.PROTECTION,
    ]
