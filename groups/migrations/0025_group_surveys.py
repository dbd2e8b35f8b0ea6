"""A year's survey to those who sit in a group: the round, who has answered, what all of them said. [F133, ADR 12]"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.surveys import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0024_left_when_areas_end"),
        ("people", "0006_batches"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyRound",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("kind", models.CharField(max_length=40, verbose_name="Enkät")),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                (
                    "questions",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("steps", models.PositiveSmallIntegerField()),
                ("least", models.PositiveSmallIntegerField()),
                ("asked", models.PositiveSmallIntegerField()),
                ("answers", models.PositiveSmallIntegerField(default=0)),
                ("opened_on", models.DateField()),
                ("closes_on", models.DateField(verbose_name="Sista dag att svara")),
                ("reminded_on", models.DateField(null=True)),
                ("told_on", models.DateField(null=True)),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "opened_by",
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
                "ordering": ["-opened_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="SurveyGiven",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "assignment",
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
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given", to="groups.surveyround"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurveySum",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("scores", models.JSONField(default=dict)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, size=None
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
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sum", to="groups.surveyround"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="surveyround",
            index=models.Index(fields=["region", "kind", "year"], name="groups_surv_region__b85088_idx"),
        ),
        migrations.AddConstraint(
            model_name="surveyround",
            constraint=models.UniqueConstraint(fields=("forum", "kind", "year"), name="survey_round_one_a_year"),
        ),
        migrations.AddConstraint(
            model_name="surveyround",
            constraint=models.CheckConstraint(
                condition=models.Q(("least__gte", 3)), name="survey_round_shows_nothing_of_few"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyround",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gt", models.F("opened_on"))), name="survey_round_closes_after_it_opens"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyround",
            constraint=models.CheckConstraint(
                condition=models.Q(("steps__in", [5, 10])), name="survey_round_has_a_known_scale"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveygiven",
            constraint=models.UniqueConstraint(fields=("round", "assignment"), name="survey_given_once"),
        ),
        *tables_sql.PROTECTION,
    ]
