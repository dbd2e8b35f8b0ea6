"""A unit asks the SIP coordinators of its area for help; what it asks tells of no child. [F104]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from sip.pool import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0030_transfers")]
    operations = [
        migrations.CreateModel(
            name="PoolAsk",
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
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lead", "Någon utifrån som leder SIP-mötet"),
                            ("tool", "Hjälp med SIP, för att vi saknar systemet eller verktygen"),
                            ("start", "Råd om hur vi börjar en SIP"),
                            ("stuck", "Råd när samarbetet har kört fast"),
                            ("training", "Utbildning för oss i SIP"),
                        ],
                        max_length=20,
                        verbose_name="Vilken hjälp?",
                    ),
                ),
                ("case_code", models.CharField(blank=True, max_length=12, verbose_name="Planens kod")),
                ("needed_by", models.DateField(verbose_name="Behövs senast")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Väntar på svar"),
                            ("assigned", "En samordnare hjälper till"),
                            ("declined", "Fick nej"),
                            ("withdrawn", "Återtagen"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "coordinator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_time", "Ingen samordnare har tid då"),
                            ("other_unit", "En annan verksamhet ska hjälpa till enligt rutinen"),
                            ("not_sip", "Frågan hör inte till samordnarna"),
                        ],
                        max_length=20,
                        verbose_name="Varför?",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["asked", "withdrawn"]),
                            models.Q(
                                ("answered_by__isnull", False), ("coordinator__isnull", False), ("status", "assigned")
                            ),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("status", "declined"),
                                models.Q(("decline_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pool_answered_by_somebody_with_what",
                    )
                ],
                "indexes": [
                    models.Index(fields=["area", "status"], name="pool_asks_of_area"),
                    models.Index(fields=["unit", "status"], name="pool_asks_of_unit"),
                ],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
    ]
