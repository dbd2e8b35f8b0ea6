"""What hampers and helps collaboration, and what target groups need, as a group has noted it. [F47, F48]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.year import register_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0013_action_plans"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Obstacle",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("obstacle", "Hinder"), ("enabler", "Något som hjälper")],
                        max_length=10,
                        verbose_name="Slag",
                    ),
                ),
                ("category", models.SlugField(max_length=40, verbose_name="Vad det gäller")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("noted", "Uppmärksammat"),
                            ("in_hand", "Pågår"),
                            ("solved", "Klart"),
                            ("dropped", "Avskrivet"),
                        ],
                        default="noted",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Kort")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="Beskrivning")),
                ("noted_on", models.DateField(verbose_name="Noterat")),
                ("measure", models.CharField(blank=True, max_length=500, verbose_name="Åtgärd")),
                ("due_on", models.DateField(null=True, verbose_name="Klart senast")),
                ("result", models.TextField(blank=True, max_length=2000, verbose_name="Vad det gav")),
                ("ended_on", models.DateField(null=True)),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="obstacles", to="groups.forum"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                        verbose_name="Ansvarar",
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
                "ordering": ["due_on", "noted_on", "id"],
            },
        ),
        migrations.AddField(
            model_name="planactivity",
            name="obstacle",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.obstacle"
            ),
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("target_group", models.CharField(max_length=200, verbose_name="Målgrupp")),
                ("text", models.TextField(max_length=5000, verbose_name="Vad de behöver")),
                ("known_from", models.TextField(max_length=1000, verbose_name="Hur ni vet det")),
                ("inventoried_on", models.DateField(verbose_name="Inventerat")),
                ("next_on", models.DateField(verbose_name="Inventeras igen senast")),
                ("ended_on", models.DateField(null=True)),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="groups.forum"
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
                (
                    "renews",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.need"
                    ),
                ),
            ],
            options={
                "ordering": ["target_group", "-inventoried_on"],
                "indexes": [models.Index(fields=["region", "forum", "next_on"], name="groups_need_region__f721d1_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("renews",), name="need_renewed_once"),
                    models.UniqueConstraint(fields=("forum", "id"), name="need_forum_key"),
                    models.CheckConstraint(
                        condition=models.Q(("next_on__gt", models.F("inventoried_on"))),
                        name="need_inventoried_again_later",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="obstacle",
            index=models.Index(fields=["region", "forum", "status"], name="groups_obst_region__a23af9_idx"),
        ),
        migrations.AddConstraint(
            model_name="obstacle",
            constraint=models.UniqueConstraint(fields=("forum", "id"), name="obstacle_forum_key"),
        ),
        migrations.AddConstraint(
            model_name="obstacle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "in_hand"), _negated=True),
                    models.Q(
                        ("due_on__isnull", False), ("owner__isnull", False), models.Q(("measure", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="obstacle_in_hand_has_owner_measure_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="obstacle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_on__isnull", False),
                        ("status__in", ["solved", "dropped"]),
                        models.Q(("result", ""), _negated=True),
                    ),
                    models.Q(("ended_on__isnull", True), ("status__in", ["noted", "in_hand"])),
                    _connector="OR",
                ),
                name="obstacle_ended_exactly_with_what_came_of_it",
            ),
        ),
        *register_sql.PROTECTION,
    ]
