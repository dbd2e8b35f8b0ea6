"""What one forum asks of another, and how far it has come; the people of both read it. [G-113, SM-7]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.assignments import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0005_forum_periods"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Task",
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
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.forum",
                        verbose_name="Ges av",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.forum",
                        verbose_name="Tas emot av",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Föreslaget"),
                            ("given", "Givet"),
                            ("in_progress", "Pågår"),
                            ("reported", "Redovisat"),
                            ("approved", "Godkänt"),
                            ("closed", "Avslutat"),
                            ("cancelled", "Återtaget"),
                        ],
                        default="proposed",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Uppdrag")),
                ("text", models.TextField(max_length=5000, verbose_name="Vad som ska göras")),
                ("target_group", models.CharField(max_length=300, verbose_name="Målgrupp")),
                ("expected", models.TextField(max_length=2000, verbose_name="Väntat resultat")),
                ("start_term", models.CharField(max_length=40, verbose_name="Börjar")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.forumdecision",
                    ),
                ),
                ("decided_as", models.CharField(blank=True, max_length=20, verbose_name="Beslut")),
                ("given_on", models.DateField(null=True, verbose_name="Gavs")),
                ("due_from", models.DateField(null=True)),
                ("due_on", models.DateField(null=True, verbose_name="Redovisas senast")),
                ("plan", models.TextField(blank=True, max_length=5000, verbose_name="Så ska det göras")),
                (
                    "result_kind",
                    models.CharField(
                        blank=True,
                        choices=[("routine", "En rutin"), ("follow_up", "En uppföljning"), ("report", "En rapport")],
                        max_length=20,
                        verbose_name="Resultat",
                    ),
                ),
                ("result", models.TextField(blank=True, max_length=10000, verbose_name="Vad det kom fram till")),
                ("reported_on", models.DateField(null=True, verbose_name="Redovisades")),
                (
                    "handed_back_because",
                    models.TextField(blank=True, max_length=2000, verbose_name="Därför lämnades det tillbaka"),
                ),
                ("made_known", models.TextField(blank=True, max_length=2000, verbose_name="Beslutat och känt")),
                ("closed_on", models.DateField(null=True, verbose_name="Avslutades")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="Varför det togs tillbaka"),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True),
                        name="task_goes_to_another_forum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "cancelled"]),
                            models.Q(
                                ("decision__isnull", False),
                                ("due_from__isnull", False),
                                ("due_on__isnull", False),
                                ("given_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="task_given_has_its_decision_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["reported", "approved", "closed"]), _negated=True),
                            models.Q(
                                ("reported_on__isnull", False),
                                models.Q(("result", ""), _negated=True),
                                models.Q(("result_kind", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_reported_has_its_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            models.Q(("closed_on__isnull", False), models.Q(("made_known", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="task_closed_was_made_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "cancelled"), models.Q(("cancel_reason", ""), _negated=True)),
                            models.Q(models.Q(("status", "cancelled"), _negated=True), ("cancel_reason", "")),
                            _connector="OR",
                        ),
                        name="task_cancelled_exactly_with_a_reason",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["region", "giver", "status"], name="groups_task_region__2173bf_idx"),
                    models.Index(fields=["region", "receiver", "status"], name="groups_task_region__24dc89_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskReport",
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
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="groups.task"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "receiver",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                ("text", models.TextField(max_length=5000, verbose_name="Så långt har det kommit")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        *tables_sql.PROTECTION,
    ]
