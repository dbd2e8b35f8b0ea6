"""What a group has held together, and which units have taken the course about SIP. [F50]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.trainings import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0021_item_proposals"),
        ("organisations", "0005_described_by_their_own"),
        ("people", "0005_doors"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("training", "Utbildning"), ("activity", "Annan gemensam aktivitet")],
                        max_length=10,
                        verbose_name="Slag",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Vad det var")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="Vad det gav")),
                ("held_on", models.DateField(verbose_name="Hölls")),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
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
                "ordering": ["-held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="TrainingGroup",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("people", models.PositiveSmallIntegerField(verbose_name="Deltagare")),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.principal"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="groups", to="groups.training"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CourseTaken",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("taken", models.PositiveSmallIntegerField(verbose_name="Har gått kursen")),
                ("staff", models.PositiveSmallIntegerField(verbose_name="Anställda som ska gå den")),
                ("confirmed_on", models.DateField()),
                (
                    "confirmed_by",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "indexes": [
                    models.Index(fields=["forum", "unit", "created_at"], name="groups_cour_forum_i_7a447d_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("staff__gte", 1), ("taken__lte", models.F("staff"))),
                        name="course_taken_by_its_staff",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="training",
            index=models.Index(fields=["region", "forum", "held_on"], name="groups_trai_region__fa1e5e_idx"),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.UniqueConstraint(fields=("forum", "id"), name="training_forum_key"),
        ),
        migrations.AddConstraint(
            model_name="traininggroup",
            constraint=models.UniqueConstraint(fields=("training", "principal"), name="principal_of_a_training_once"),
        ),
        migrations.AddConstraint(
            model_name="traininggroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("people__gte", 1)), name="somebody_came_from_a_principal"
            ),
        ),
        *tables_sql.PROTECTION,
    ]
