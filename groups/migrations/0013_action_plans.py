"""A group's plan for a year, with its focus areas and what is to be done by it. [SM-10, F49]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.year import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0012_words"),
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("adopted", "Beslutad"),
                            ("in_progress", "Arbetet pågår"),
                            ("followed_up", "Uppföljd"),
                            ("closed", "Avslutad"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("decided_as", models.CharField(blank=True, max_length=20, verbose_name="Beslut")),
                ("adopted_on", models.DateField(null=True, verbose_name="Beslutad")),
                ("outcome", models.TextField(blank=True, max_length=5000, verbose_name="Vad året gav")),
                ("followed_up_on", models.DateField(null=True, verbose_name="Uppföljd")),
                ("closed_on", models.DateField(null=True, verbose_name="Avslutad")),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.forumdecision",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="action_plans", to="groups.forum"
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
                "ordering": ["-year", "id"],
            },
        ),
        migrations.CreateModel(
            name="PlanFocus",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="Fokusområde")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="Fokusfrågor")),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="focuses", to="groups.actionplan"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="PlanActivity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Inte påbörjad"),
                            ("in_progress", "Pågår"),
                            ("done", "Klar"),
                            ("dropped", "Blev inte av"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="Vad som ska göras")),
                ("goal", models.CharField(blank=True, max_length=500, verbose_name="Vad det ska leda till")),
                ("due_on", models.DateField(verbose_name="Klart senast")),
                ("added_on", models.DateField()),
                ("result", models.TextField(blank=True, max_length=2000, verbose_name="Vad det gav")),
                ("noted_on", models.DateField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.planactivity",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="activities", to="groups.actionplan"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "responsible_forum",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"
                    ),
                ),
                (
                    "responsible_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                (
                    "focus",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.planfocus",
                        verbose_name="Fokusområde",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "created_at", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="actionplan",
            index=models.Index(fields=["region", "year", "status"], name="groups_acti_region__1be2ae_idx"),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.UniqueConstraint(fields=("forum", "year"), name="action_plan_one_a_year"),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.UniqueConstraint(fields=("forum", "id"), name="action_plan_forum_key"),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("adopted_on__isnull", True), ("decision__isnull", True), ("status", "draft")),
                    models.Q(
                        models.Q(("status", "draft"), _negated=True),
                        ("adopted_on__isnull", False),
                        ("decision__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="action_plan_adopted_exactly_by_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("followed_up_on__isnull", False),
                        ("status__in", ["followed_up", "closed"]),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    models.Q(
                        ("followed_up_on__isnull", True),
                        ("outcome", ""),
                        ("status__in", ["draft", "adopted", "in_progress"]),
                    ),
                    _connector="OR",
                ),
                name="action_plan_followed_up_exactly_with_its_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("status", "closed")),
                    models.Q(models.Q(("status", "closed"), _negated=True), ("closed_on__isnull", True)),
                    _connector="OR",
                ),
                name="action_plan_closed_exactly_when_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="planfocus",
            constraint=models.UniqueConstraint(fields=("plan", "order"), name="plan_focus_order_once"),
        ),
        migrations.AddConstraint(
            model_name="planfocus",
            constraint=models.UniqueConstraint(fields=("plan", "id"), name="plan_focus_plan_key"),
        ),
        migrations.AddIndex(
            model_name="planactivity",
            index=models.Index(fields=["region", "status", "due_on"], name="groups_plan_region__5b2ffb_idx"),
        ),
        migrations.AddConstraint(
            model_name="planactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("responsible__isnull", False),
                        ("responsible_forum__isnull", True),
                        ("responsible_unit__isnull", True),
                    ),
                    models.Q(
                        ("responsible__isnull", True),
                        ("responsible_forum__isnull", True),
                        ("responsible_unit__isnull", False),
                    ),
                    models.Q(
                        ("responsible__isnull", True),
                        ("responsible_forum__isnull", False),
                        ("responsible_unit__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="plan_activity_one_answers_for_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="planactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["done", "dropped"]), _negated=True),
                    models.Q(models.Q(("result", ""), _negated=True), ("noted_on__isnull", False)),
                    _connector="OR",
                ),
                name="plan_activity_ended_with_what_came_of_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="planactivity",
            constraint=models.UniqueConstraint(fields=("carried_from",), name="plan_activity_carried_once"),
        ),
        *tables_sql.PROTECTION,
    ]
