"""What the child and the guardians say to a plan that has been agreed. [CS-06]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.plans import answers_sql


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_safety_net"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0039_two_for_the_minutes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "whose",
                    models.CharField(
                        choices=[("child", "Barnet"), ("guardian", "Vårdnadshavare"), ("related", "Närstående")],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("agreed", "Ja till planen"),
                            ("reserved", "Ja, men inte till allt"),
                            ("not_agreed", "Nej till planen"),
                            ("not_asked", "Har inte tillfrågats"),
                        ],
                        max_length=20,
                        verbose_name="Svar om planen",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000, verbose_name="Egna ord")),
                ("answered_on", models.DateField(null=True, verbose_name="Dag")),
                ("not_asked_reason", models.CharField(blank=True, max_length=500, verbose_name="Varför inte")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_answers", to="sip.case"
                    ),
                ),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="sip.planversion",
                        verbose_name="Version av planen",
                    ),
                ),
                (
                    "recorded_by",
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
                "indexes": [models.Index(fields=["case", "plan_version"], name="plan_answer_of_version")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", "not_asked"),
                                ("answered_on", None),
                                models.Q(("not_asked_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("answer", "not_asked"), _negated=True),
                                ("answered_on__isnull", False),
                                ("not_asked_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="plan_answer_has_a_day_or_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "reserved"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_reservation_has_words_of_its_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("whose__in", ["child", "guardian"])), name="child_and_guardians_answer"
                    ),
                ],
            },
        ),
        *answers_sql.KEYS,
        answers_sql.PROTECTION,
        migrations.RunSQL(answers_sql.STANDS, answers_sql.STANDS_BACK),
        safety_net(answers_sql.TABLE),
    ]
