"""Transitions, and what a job does of them: finds those that come, ends what ends at eighteen. [SM-8, P-70..P-73]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
import sip.transitions.models
from core.access.migration_ops import policy_function
from core.audit.migration_ops import safety_net
from sip.placements.tables_sql import hide_clocks
from sip.transitions import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0006_placements"),
    ]

    operations = [
        migrations.CreateModel(
            name="Transition",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="sip.child"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.case"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                ("code", models.CharField(default=sip.transitions.models.transition_code, max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("adult_18", "Vuxenlivet vid 18 år"),
                            ("placed_21", "Åldersgränsen 21 år för placerade"),
                            ("habilitation_16", "Byte av habilitering vid 16 år"),
                            ("services", "Byte av verksamhet"),
                            ("school_stage", "Byte av förskola, skola eller stadium"),
                        ],
                        max_length=20,
                        verbose_name="Övergång",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("upcoming", "Kommande"),
                            ("planned", "Planerad"),
                            ("meeting_held", "Mötet har hållits"),
                            ("handed_over", "Överlämnad"),
                            ("closed", "Avslutad"),
                            ("not_needed", "Behövs inte"),
                        ],
                        default="upcoming",
                        max_length=20,
                    ),
                ),
                ("on", models.DateField(verbose_name="Dag för övergången")),
                (
                    "guardian_wish",
                    models.CharField(
                        choices=[
                            ("unasked", "Inte tillfrågad än"),
                            ("involved", "Vill att vårdnadshavarna är med också efter 18"),
                            ("not_involved", "Vill inte att vårdnadshavarna är med efter 18"),
                        ],
                        default="unasked",
                        max_length=20,
                    ),
                ),
                ("wish_on", models.DateField(null=True)),
                ("planned_on", models.DateField(null=True)),
                ("meeting_at", models.DateTimeField(null=True, verbose_name="Mötet börjar")),
                (
                    "meeting_place",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="Mötets plats"),
                ),
                ("met_on", models.DateField(null=True)),
                ("handed_over_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                (
                    "drop_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_support", "Stödet avslutas före övergången"),
                            ("moved", "Den unga har flyttat härifrån"),
                            ("declined", "Den unga vill inte"),
                            ("other", "Annat skäl"),
                        ],
                        max_length=20,
                    ),
                ),
                ("drop_words", models.CharField(blank=True, max_length=500, verbose_name="Skälet")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code"), name="transition_code_once_in_a_region"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["adult_18", "placed_21", "habilitation_16"])),
                        fields=("child", "kind"),
                        name="one_transition_for_a_birthday",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "not_needed"), models.Q(("drop_reason", ""), _negated=True)),
                            models.Q(models.Q(("status", "not_needed"), _negated=True), ("drop_reason", "")),
                            _connector="OR",
                        ),
                        name="transition_not_needed_exactly_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["upcoming", "not_needed"]), ("planned_on__isnull", False), _connector="OR"
                        ),
                        name="transition_planned_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["meeting_held", "handed_over", "closed"]), _negated=True),
                            ("met_on__isnull", False),
                            _connector="OR",
                        ),
                        name="transition_met_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guardian_wish", "unasked"), ("wish_on__isnull", True)),
                            models.Q(models.Q(("guardian_wish", "unasked"), _negated=True), ("wish_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="wish_has_its_day",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["child"], name="sip_transit_child_i_0bf314_idx"),
                    models.Index(fields=["case"], name="sip_transit_case_id_a245bb_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TransitionUnit",
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
                    "transition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="sip.transition"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "part",
                    models.CharField(choices=[("sending", "Lämnar över"), ("receiving", "Tar emot")], max_length=10),
                ),
                ("called_on", models.DateField(null=True, verbose_name="Kallades till mötet")),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Kommer"), ("no", "Kommer inte")],
                        default="",
                        max_length=10,
                        verbose_name="Svar på kallelsen",
                    ),
                ),
                ("replied_on", models.DateField(null=True, verbose_name="Svarade på kallelsen")),
                ("came", models.BooleanField(null=True, verbose_name="Var med på mötet")),
                ("confirmed_on", models.DateField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("removed_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_on__isnull", True)),
                        fields=("transition", "unit", "part"),
                        name="unit_once_in_a_transition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_on__isnull", True),
                            models.Q(("confirmed_by__isnull", False), ("part", "sending")),
                            _connector="OR",
                        ),
                        name="only_a_sending_unit_confirms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_on__isnull", True), ("reply", "")),
                            models.Q(models.Q(("reply", ""), _negated=True), ("called_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="only_a_called_unit_answers",
                    ),
                ],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
        *tables_sql.SAME_REGION,
        *(safety_net(f"sip_{name}") for name in ("transition", "transitionunit")),
        migrations.RunSQL(*hide_clocks("transition", "sip.transition", "sip_transition")),
        migrations.RunSQL(tables_sql.MEETING, tables_sql.NO_MEETING),
        migrations.RunSQL(tables_sql.EXPIRING, tables_sql.NOT_EXPIRING),
        policy_function(
            "transitions_due(today date, lead_days integer)",
            "TABLE (child_id uuid, case_id uuid, unit_id uuid, kind text, due_on date)",
            tables_sql.TRANSITIONS_DUE,
            grant_to=("bus_worker",),
        ),
        policy_function(
            "expire_on_birthdays(today date)",
            "TABLE (kind text, id uuid, case_id uuid, child_id uuid)",
            tables_sql.EXPIRE_ON_BIRTHDAYS,
            volatility="VOLATILE",
            grant_to=("bus_worker",),
        ),
    ]
