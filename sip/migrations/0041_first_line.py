"""What is asked of the first line, and its answer. [P-33]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.first_line import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0040_family_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstLineAsk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("asked", "Väntar på svar"), ("taken_up", "Tas upp"), ("declined", "Tas inte upp")],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("sent_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                (
                    "why_not",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("running", "Barnet har redan en SIP eller en annan plan som räcker"),
                            ("not_needed", "Insatserna behöver inte samordnas"),
                            ("other_unit", "En annan verksamhet ska ta emot frågan"),
                            ("family_declined", "Familjen vill inte ha en SIP"),
                            ("not_reached", "Vi har inte fått kontakt med familjen"),
                        ],
                        max_length=20,
                        verbose_name="Varför tas det inte upp?",
                    ),
                ),
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
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="first_line_ask", to="sip.case"
                    ),
                ),
                (
                    "receiving_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_by__isnull", True),
                                ("answered_on__isnull", True),
                                ("status", "asked"),
                                ("why_not", ""),
                            ),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                                ("status", "taken_up"),
                                ("why_not", ""),
                            ),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                                ("status", "declined"),
                                models.Q(("why_not", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="first_line_answered_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "asked"), ("sent_on__isnull", False), _connector="OR"),
                        name="first_line_answered_when_sent",
                    ),
                ],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
        safety_net("sip_firstlineask"),
    ]
