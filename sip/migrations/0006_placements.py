"""Placements with their clocks, checklists and examinations; the secret residence in a table of its own. [F94-F99]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
import core.crypto
import sip.placements.models
from core.audit.migration_ops import safety_net
from sip.placements import tables_sql

TABLES = ("placement", "placementstep", "healthexam", "protectedresidence")
HIDDEN = {  # whose clocks: subject kind
    "placement": "sip.placement",
    "healthexam": "sip.healthexam",
    "protectedresidence": "sip.protectedresidence",
}


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("audit", "0003_safety_net"),
        ("obligations", "0002_unled"),
        ("sip", "0005_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Placement",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="sip.child"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.principal"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.placement"
                    ),
                ),
                ("code", models.CharField(default=sip.placements.models.placement_code, max_length=12)),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planerad"), ("ongoing", "Pågår"), ("ended", "Avslutad")], max_length=10
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("foster_home", "Familjehem"),
                            ("emergency_home", "Jourhem"),
                            ("residential_home", "Hem för vård eller boende"),
                            ("secure_youth_home", "Särskilt ungdomshem"),
                            ("supported_housing", "Stödboende"),
                        ],
                        max_length=20,
                        verbose_name="Boendeform",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("sol", "Socialtjänstlagen (SoL)"),
                            ("lvu", "Lagen om vård av unga (LVU)"),
                            ("lss", "Lagen om stöd och service (LSS)"),
                        ],
                        max_length=5,
                        verbose_name="Lag",
                    ),
                ),
                ("is_acute", models.BooleanField(verbose_name="Akut placering")),
                ("decided_on", models.DateField(verbose_name="Beslutsdag")),
                ("starts_on", models.DateField(verbose_name="Första dag")),
                ("planned_end_on", models.DateField(null=True, verbose_name="Planerat slut")),
                ("ended_on", models.DateField(null=True, verbose_name="Sista dag")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("home", "Barnet flyttar hem"),
                            ("re_placed", "Barnet flyttar till en ny placering"),
                            ("adult", "Vuxenlivet tar vid"),
                            ("other", "Annat skäl"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "suicide_risk",
                    models.CharField(
                        choices=[
                            ("not_needed", "Bedömt: ingen suicidriskbedömning behövs"),
                            ("asked", "Bedömt: suicidriskbedömning behövs och BUP är tillfrågad"),
                        ],
                        max_length=12,
                    ),
                ),
                ("suicide_risk_on", models.DateField()),
                ("planning_invited_on", models.DateField(null=True)),
                ("planning_met_on", models.DateField(null=True)),
                ("exam_decided_on", models.DateField(null=True)),
                ("exam_done_on", models.DateField(null=True)),
                ("application_on", models.DateField(null=True)),
                (
                    "asylum_exam",
                    models.CharField(
                        choices=[
                            ("not_relevant", "Inte aktuellt"),
                            ("offered", "Vården har erbjudit undersökningen"),
                            ("done", "Undersökningen är gjord"),
                        ],
                        default="not_relevant",
                        max_length=14,
                    ),
                ),
                ("asylum_exam_on", models.DateField(null=True)),
                ("end_planned_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code"), name="placement_code_once_in_a_region"),
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
                        name="placement_ended_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_end_on__isnull", True),
                            ("planned_end_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="placement_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("act", "lvu"),
                            models.Q(
                                ("application_on__isnull", True),
                                ("exam_decided_on__isnull", True),
                                ("exam_done_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="placement_exam_by_board_only_under_lvu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_acute", True),
                            models.Q(("planning_invited_on__isnull", True), ("planning_met_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="placement_joint_planning_only_when_acute",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["unit", "child"], name="sip_placeme_unit_id_c01d9a_idx"),
                    models.Index(fields=["child"], name="sip_placeme_child_i_e4b6cb_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HealthExam",
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
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exams", to="sip.placement"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"),
                ),
                (
                    "receiver",
                    models.CharField(
                        choices=[("health_care", "Hälso- och sjukvården"), ("dental_care", "Tandvården")], max_length=12
                    ),
                ),
                (
                    "equivalence",
                    models.CharField(
                        choices=[
                            ("unchecked", "Inte kontrollerat än"),
                            ("needed", "Ingen likvärdig undersökning finns"),
                            ("exists", "En likvärdig undersökning är redan gjord"),
                        ],
                        default="unchecked",
                        max_length=10,
                    ),
                ),
                ("checked_on", models.DateField(null=True)),
                ("requested_on", models.DateField(null=True)),
                ("mental_done_on", models.DateField(null=True)),
                ("physical_done_on", models.DateField(null=True)),
                ("oral_done_on", models.DateField(null=True)),
                ("statement_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("placement", "receiver"), name="one_request_to_each_receiver"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("mental_done_on__isnull", True),
                                ("physical_done_on__isnull", True),
                                ("receiver", "dental_care"),
                            ),
                            models.Q(("oral_done_on__isnull", True), ("receiver", "health_care")),
                            _connector="OR",
                        ),
                        name="exam_domain_belongs_to_its_receiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_on__isnull", True), ("equivalence", "unchecked")),
                            models.Q(
                                models.Q(("equivalence", "unchecked"), _negated=True), ("checked_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="equivalence_checked_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlacementStep",
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
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="sip.placement"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("before", "Före placeringen"),
                            ("during", "Under placeringen"),
                            ("re_placement", "Vid omplacering"),
                            ("end", "När placeringen avslutas"),
                        ],
                        max_length=14,
                    ),
                ),
                ("key", models.CharField(max_length=30)),
                ("done_on", models.DateField(null=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("placement", "phase", "key"), name="step_once_in_a_placement")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProtectedResidence",
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
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="residences", to="sip.placement"
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
                ("place", core.crypto.EncryptedField(verbose_name="Var barnet vistas")),
                ("starts_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("start_told_on", models.DateField(null=True)),
                ("end_told_on", models.DateField(null=True)),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("placement",),
                        name="one_secret_residence_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="residence_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end_told_on__isnull", True), ("ended_on__isnull", False), _connector="OR"),
                        name="residence_end_told_when_ended",
                    ),
                ],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
        *tables_sql.SAME_REGION,
        *(safety_net(f"sip_{name}") for name in TABLES),
        *(migrations.RunSQL(*tables_sql.hide_clocks(name, kind, f"sip_{name}")) for name, kind in HIDDEN.items()),
    ]
