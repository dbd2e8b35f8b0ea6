"""The clock: rules, obligations, their append-only events, counts for those who see no case."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, protect, same_region

ADMIN = "EXISTS (SELECT FROM access.acting_row() AS acting WHERE acting.role = 'region_admin')"
VISIBLE = "case_id IS NULL OR case_id = ANY (ARRAY(SELECT access.visible_case_ids()))"
ALL = "SELECT, INSERT, UPDATE"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        ("people", "0002_protection"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeadlineRule",
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.area",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="Kod")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="Version")),
                ("title", models.CharField(max_length=200, verbose_name="Vad som ska göras")),
                ("trigger", models.CharField(max_length=200, verbose_name="Vad som startar fristen")),
                ("amount", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Antal")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("day", "dagar"),
                            ("month", "månader"),
                            ("year", "år"),
                            ("per_term", "gånger per termin"),
                            ("per_year", "gånger per kalenderår"),
                            ("none", "ingen frist"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="Enhet",
                    ),
                ),
                (
                    "calendar",
                    models.CharField(
                        choices=[("calendar", "kalenderdagar"), ("working", "arbetsdagar")],
                        default="calendar",
                        max_length=10,
                        verbose_name="Kalender",
                    ),
                ),
                ("owner_role", models.CharField(blank=True, max_length=40, verbose_name="Ansvarig roll")),
                (
                    "fallback_role",
                    models.CharField(blank=True, max_length=40, verbose_name="Ansvarig när rollen saknas"),
                ),
                ("warn_offsets", models.JSONField(default=list, verbose_name="Påminnelser")),
                ("on_breach_roles", models.JSONField(default=list, verbose_name="Får veta när fristen passerats")),
                (
                    "escalate_after",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Lyfts efter antal dagar"),
                ),
                ("escalate_roles", models.JSONField(default=list, verbose_name="Får veta när förseningen lyfts")),
                ("pausable", models.BooleanField(default=False, verbose_name="Kan pausas")),
                ("term_boundaries", models.JSONField(default=list, verbose_name="Terminernas första dagar")),
                (
                    "legal_reference",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.legalreference",
                    ),
                ),
                ("monitored", models.BooleanField(default=True, verbose_name="Följs i regionen")),
                ("wired", models.BooleanField(default=False, verbose_name="Startas av portalen")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Anmärkning")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="Källa")),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "code", "area", "version"), name="rule_version_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="rule_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
                ("code", models.CharField(max_length=10)),
                (
                    "rule",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="obligations.deadlinerule",
                    ),
                ),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                ("subject_code", models.CharField(blank=True, max_length=40)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.area",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.district",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.principal",
                    ),
                ),
                ("owner_role", models.CharField(blank=True, max_length=40)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="Började")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Senast")),
                ("paused_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="Slutade")),
                (
                    "warn_on",
                    django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None),
                ),
                ("next_warn_on", models.DateField(blank=True, null=True)),
                ("escalate_on", models.DateField(blank=True, null=True)),
                ("escalated_on", models.DateField(blank=True, null=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Löper"),
                            ("due_soon", "Snart dags"),
                            ("breached", "Försenad"),
                            ("met", "Klar i tid"),
                            ("met_late", "Klar för sent"),
                            ("waived", "Avskriven"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("verdict", models.JSONField(blank=True, null=True)),
                ("verdict_hash", models.CharField(blank=True, max_length=64)),
                ("action_url_name", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("region", "code", "subject_id"),
                        name="one_live_clock_per_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False),
                                ("status__in", ("met", "met_late", "waived")),
                                ("verdict__isnull", False),
                                models.Q(("verdict_hash", ""), _negated=True),
                            ),
                            models.Q(
                                ("ended_on__isnull", True),
                                ("status__in", ("pending", "due_soon", "breached")),
                                ("verdict__isnull", True),
                                ("verdict_hash", ""),
                            ),
                            _connector="OR",
                        ),
                        name="obligation_has_a_verdict_exactly_when_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "breached"), _negated=True), ("due_on__isnull", False), _connector="OR"
                        ),
                        name="obligation_late_only_against_a_day",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["region", "case_id"], name="obligation_by_case"),
                    models.Index(fields=["region", "subject_id"], name="obligation_by_subject"),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True), ("paused_on__isnull", True)),
                        fields=["region", "due_on"],
                        name="obligation_next_breach",
                    ),
                    models.Index(
                        condition=models.Q(("next_warn_on__isnull", False), ("paused_on__isnull", True)),
                        fields=["region", "next_warn_on"],
                        name="obligation_next_reminder",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("escalate_on__isnull", False), ("paused_on__isnull", True)
                        ),
                        fields=["region", "escalate_on"],
                        name="obligation_next_escalation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObligationCount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "region",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
                ("code", models.CharField(max_length=10)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Löper"),
                            ("due_soon", "Snart dags"),
                            ("breached", "Försenad"),
                            ("met", "Klar i tid"),
                            ("met_late", "Klar för sent"),
                            ("waived", "Avskriven"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_case", models.BooleanField()),
                ("number", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "code", "status", "is_case"), name="obligation_count_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ObligationEvent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "obligation_id", "sequence", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
                (
                    "obligation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="obligations.obligation",
                    ),
                ),
                ("case_id", models.UUIDField(null=True)),
                ("sequence", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("noticed", "Behovet uppmärksammades"),
                            ("started", "Fristen började"),
                            ("paused", "Fristen pausades"),
                            ("resumed", "Fristen fortsatte"),
                            ("extended", "Fristen förlängdes"),
                            ("corrected", "Startdagen rättades"),
                            ("reassigned", "Någon annan ansvarar för fristen"),
                            ("warned", "Påminnelse"),
                            ("breached", "Fristen passerades"),
                            ("escalated", "Förseningen lyftes"),
                            ("met", "Det som skulle göras gjordes"),
                            ("waived", "Fristen avskrevs"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on_date", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("reason_code", models.CharField(blank=True, max_length=40)),
                ("data", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["obligation", "sequence"],
            },
        ),
        protect(
            "obligations_deadlinerule",
            insert=ADMIN,
            update=ADMIN,
            roles={"bus_app": ALL, "bus_worker": "SELECT", "bus_report": "SELECT"},
            owner=True,
        ),
        protect(
            "obligations_obligation",
            read=VISIBLE,
            insert=VISIBLE,
            update=VISIBLE,
            roles={"bus_app": ALL, "bus_worker": ALL, "bus_report": "SELECT"},
        ),
        protect(
            "obligations_obligationevent",
            read=VISIBLE,
            insert=VISIBLE,
            roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT, INSERT", "bus_report": "SELECT"},
        ),
        protect("obligations_obligationcount", read=ADMIN, roles={"bus_app": "SELECT", "bus_worker": ALL}),
        same_region("obligations_deadlinerule", "area_id", "organisations_area"),
        same_region("obligations_obligation", "rule_id", "obligations_deadlinerule"),
        same_region("obligations_obligation", "area_id", "organisations_area"),
        same_region("obligations_obligation", "district_id", "organisations_district"),
        same_region("obligations_obligation", "unit_id", "organisations_unit"),
        same_region("obligations_obligation", "owner_id", "people_roleassignment"),
        same_region("obligations_obligation", "principal_id", "organisations_principal"),
        same_region("obligations_deadlinerule", "legal_reference_id", "regions_legalreference"),
        append_only("obligations_obligationevent"),
        # Room on each page for the row's next state, so that the sweep's update needs no new index entry.
        migrations.RunSQL(
            "ALTER TABLE obligations_obligation SET (fillfactor = 70)",
            "ALTER TABLE obligations_obligation RESET (fillfactor)",
        ),
    ]
