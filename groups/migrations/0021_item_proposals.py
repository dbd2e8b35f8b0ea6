"""What a member wants taken up at a forum's meeting, and what came of it. [F32]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.proposals import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0020_date_polls"),
        ("people", "0005_doors"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemProposal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Väntar på besked"),
                            ("deferred", "Tas upp senare"),
                            ("taken_in", "På dagordningen"),
                            ("turned_down", "Tas inte upp"),
                            ("taken_back", "Tillbakadraget"),
                        ],
                        default="proposed",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Rubrik")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("inform", "Informera"), ("discuss", "Diskutera"), ("decide", "Besluta")],
                        max_length=10,
                        verbose_name="Syfte",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(null=True, verbose_name="Tid i minuter")),
                ("why", models.TextField(max_length=2000, verbose_name="Varför")),
                ("proposed_on", models.DateField(verbose_name="Föreslogs")),
                ("reply", models.CharField(blank=True, max_length=500, verbose_name="Besked")),
                ("replied_on", models.DateField(null=True)),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "item",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.agendaitem"
                    ),
                ),
                (
                    "proposed_by",
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
                    "replied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "ordering": ["proposed_on", "created_at", "id"],
                "indexes": [models.Index(fields=["region", "forum", "status"], name="groups_item_region__7e24a7_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__isnull", False), ("status", "taken_in")),
                            models.Q(models.Q(("status", "taken_in"), _negated=True), ("item__isnull", True)),
                            _connector="OR",
                        ),
                        name="proposal_taken_in_exactly_with_its_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "turned_down"), _negated=True),
                            models.Q(("reply", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_turned_down_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "taken_back"]),
                            models.Q(("replied_by__isnull", False), ("replied_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="proposal_answered_by_somebody",
                    ),
                ],
            },
        ),
        *tables_sql.PROTECTION,
    ]
