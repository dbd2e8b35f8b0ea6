"""The offer of a plan under LSS, read by the unit that noted it alone. [F90, P-51]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
import sip.lss.models
from core.audit.migration_ops import safety_net
from sip.lss import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0028_information_given"),
    ]

    operations = [
        migrations.CreateModel(
            name="LssOffer",
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
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lss_offers", to="sip.child"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                ("code", models.CharField(default=sip.lss.models.lss_code, max_length=12)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("owed", "Ska erbjudas"),
                            ("offered", "Väntar på svar"),
                            ("declined", "Tackade nej"),
                            ("accepted", "Tackade ja"),
                            ("in_force", "Planen finns"),
                            ("ended", "Avslutad"),
                        ],
                        default="owed",
                        max_length=20,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("granted", "En insats enligt LSS har beviljats"),
                            ("asked", "Familjen har bett om en plan"),
                        ],
                        max_length=10,
                        verbose_name="Varför planen ska erbjudas",
                    ),
                ),
                ("arose_on", models.DateField(verbose_name="Dagen för beviljandet eller begäran")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("offered_on", models.DateField(null=True, verbose_name="Planen erbjöds")),
                (
                    "offered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("answered_on", models.DateField(null=True, verbose_name="Familjen svarade")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("beside", models.CharField(blank=True, max_length=12, verbose_name="Står bredvid SIP")),
                ("valid_from", models.DateField(null=True, verbose_name="Planen gäller från")),
                ("review_on", models.DateField(null=True, verbose_name="Planen ses över senast")),
                ("reviewed_on", models.DateField(null=True, verbose_name="Planen sågs över")),
                ("told_on", models.DateField(null=True, verbose_name="Regionen underrättades")),
                ("ended_on", models.DateField(null=True, verbose_name="Avslutades")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("measure_ended", "Insatsen har upphört"),
                            ("plan_ended", "Planen gäller inte längre"),
                            ("moved", "Barnet har flyttat härifrån"),
                            ("mistake", "Noterades av misstag"),
                        ],
                        max_length=20,
                        verbose_name="Varför det avslutades",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code"), name="lss_code_once_in_a_region"),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["accepted", "in_force", "offered", "owed"])),
                        fields=("child", "unit"),
                        name="one_open_lss_offer_of_a_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["owed", "ended"]),
                            models.Q(("offered_by__isnull", False), ("offered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="lss_offered_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["declined", "accepted", "in_force"]), _negated=True),
                            models.Q(("answered_on__isnull", False), ("recorded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="lss_answered_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on__isnull", True), ("answered_on__gte", models.F("offered_on")), _connector="OR"
                        ),
                        name="lss_answered_after_the_offer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_force"), _negated=True),
                            models.Q(
                                ("valid_from__isnull", False),
                                models.Q(
                                    models.Q(("beside", ""), ("review_on__isnull", False)),
                                    models.Q(("beside", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="lss_plan_has_its_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False),
                                ("status", "ended"),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "ended"), _negated=True),
                                ("end_reason", ""),
                                ("ended_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="lss_ended_exactly_with_a_reason",
                    ),
                ],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
        migrations.RunSQL(*tables_sql.CLOCKS),
        safety_net("sip_lssoffer"),
    ]
