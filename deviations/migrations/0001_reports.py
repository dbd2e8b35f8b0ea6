"""Reports, their steps and answers, drafts and grants; who sees which is the database's to say."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock
import deviations.models
from core.access.migration_ops import append_only, policy_function, protect, remembered, same_region
from deviations import questions

ME = "(SELECT access.assignment_id())"


def among(column: str, question: str) -> str:
    return f"{column} = ANY (ARRAY(SELECT access.{question}()))"


# What figures are counted from: no text, no person. [security 3]
FIGURES = (
    "SELECT (id, region_id, area_id, district_id, unit_id, principal_id, status, event_on, category, "
    "reviewed_category, effect, is_principled, levels, is_copied, first_sent_on, reacted_on, submitted_on, "
    "received_on, answered_on, closed_on, withdrawn_on)"
)
KEYS = [
    ("deviationreport", "area_id", "organisations_area"),
    ("deviationreport", "district_id", "organisations_district"),
    ("deviationreport", "reporter_id", "people_roleassignment"),
    ("deviationreport", "unit_id", "organisations_unit"),
    ("deviationreport", "principal_id", "organisations_principal"),
    ("deviationcounterpart", "report_id", "deviations_deviationreport"),
    ("deviationcounterpart", "unit_id", "organisations_unit"),
    ("deviationcounterpart", "principal_id", "organisations_principal"),
    ("deviationstep", "report_id", "deviations_deviationreport"),
    ("deviationstep", "by_id", "people_roleassignment"),
    ("deviationanswer", "report_id", "deviations_deviationreport"),
    ("deviationanswer", "by_id", "people_roleassignment"),
    ("deviationdraft", "owner_id", "people_roleassignment"),
    ("deviationreportgrant", "content_object_id", "deviations_deviationreport"),
    ("deviationreportgrant", "giver_id", "people_roleassignment"),
]
MINE = f"owner_id = {ME}"
BY_ME = f"{among('report_id', 'writable_deviation_ids')} AND by_id = {ME}"
OFFICER = "EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role = 'secretariat_officer')"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("organisations", "0001_initial"),
        ("people", "0002_protection"),
        ("regions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeviationReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("code", models.CharField(default=deviations.models.new_code, max_length=12)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("with_line_manager", "Hos närmaste chefer"),
                            ("with_managers", "Hos ansvariga chefer"),
                            ("in_forum", "I individforum"),
                            ("principled", "Principiell, ska skickas vidare"),
                            ("submitted", "Skickad till sekretariatet"),
                            ("received", "Mottagen av sekretariatet"),
                            ("returned", "Tillbaka med en fråga"),
                            ("under_review", "Handläggs av sekretariatet"),
                            ("raised_to_bussam", "Lyft till regionala gruppen"),
                            ("assignment_created", "Har lett till ett uppdrag"),
                            ("in_local_group", "I den lokala gruppen"),
                            ("in_preparatory_group", "I beredningsgruppen"),
                            ("in_managers_forum", "I chefsforum"),
                            ("in_political_forum", "I politiskt forum"),
                            ("answered", "Besvarad"),
                            ("resolved", "Löst"),
                            ("closed", "Avslutad"),
                            ("withdrawn", "Återtagen"),
                        ],
                        default="draft",
                        max_length=25,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.district",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
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
                ("event_on", models.DateField(verbose_name="När det hände")),
                ("category", models.CharField(max_length=60, verbose_name="Vad som inte fungerade")),
                ("description", models.TextField(max_length=20000, verbose_name="Vad som hände")),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("none", "Ingen märkbar"),
                            ("delayed", "Stödet dröjde"),
                            ("without", "Barnet blev utan stöd"),
                            ("harmed", "Barnet for illa"),
                        ],
                        max_length=10,
                        verbose_name="Följd för barnet",
                    ),
                ),
                ("tried", models.TextField(blank=True, max_length=20000, verbose_name="Vad som redan har gjorts")),
                ("suggestion", models.TextField(blank=True, max_length=20000, verbose_name="Förslag")),
                ("is_principled", models.BooleanField(default=False, verbose_name="Principiell")),
                (
                    "principled_reason",
                    models.TextField(blank=True, max_length=20000, verbose_name="Varför den är principiell"),
                ),
                (
                    "reviewed_category",
                    models.CharField(blank=True, max_length=60, verbose_name="Sekretariatets kategori"),
                ),
                ("pattern", models.CharField(blank=True, max_length=100, verbose_name="Mönster")),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("is_copied", models.BooleanField(default=False)),
                (
                    "withdraw_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mistake", "Den skickades av misstag"),
                            ("settled", "Det har löst sig"),
                            ("duplicate", "Den är redan anmäld"),
                            ("other", "Annat skäl"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first_sent_on", models.DateField(verbose_name="Skickad")),
                ("reacted_on", models.DateField(null=True)),
                ("submitted_on", models.DateField(null=True, verbose_name="Till sekretariatet")),
                ("received_on", models.DateField(null=True, verbose_name="Mottagen")),
                ("answered_on", models.DateField(null=True, verbose_name="Besvarad")),
                ("closed_on", models.DateField(null=True, verbose_name="Avslutad")),
                ("withdrawn_on", models.DateField(null=True, verbose_name="Återtagen")),
            ],
            options={
                "permissions": [("read_deviationreport", "May read one report")],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code"), name="deviation_code_once_in_a_region"),
                    models.CheckConstraint(
                        condition=models.Q(("event_on__lte", models.F("first_sent_on"))), name="deviation_has_happened"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_principled", False),
                            models.Q(("principled_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="principled_deviation_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("submitted_on__isnull", True), ("is_principled", True), _connector="OR"),
                        name="submitted_deviation_is_principled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("status", "closed")),
                            models.Q(models.Q(("status", "closed"), _negated=True), ("closed_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="deviation_closed_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "withdrawn"),
                                ("withdrawn_on__isnull", False),
                                models.Q(("withdraw_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "withdrawn"), _negated=True),
                                ("withdraw_reason", ""),
                                ("withdrawn_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="deviation_withdrawn_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "draft"), _negated=True), name="deviation_draft_is_no_report"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["region", "area", "first_sent_on"], name="deviations__region__d4f0ce_idx"),
                    models.Index(fields=["region", "status"], name="deviations__region__38c8cc_idx"),
                    models.Index(fields=["unit", "status"], name="deviations__unit_id_8e63b5_idx"),
                    models.Index(fields=["reporter", "first_sent_on"], name="deviations__reporte_2601ce_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeviationCounterpart",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counterparts",
                        to="deviations.deviationreport",
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
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("report", "unit"), name="deviation_counterpart_once")],
                "indexes": [models.Index(fields=["unit", "report"], name="deviations__unit_id_80dced_idx")],
            },
        ),
        migrations.CreateModel(
            name="DeviationAnswer",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="deviations.deviationreport",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("solution", "Lösning"),
                            ("question", "Fråga"),
                            ("completion", "Komplettering"),
                            ("assignment", "Uppdrag"),
                            ("answer", "Svar"),
                        ],
                        max_length=10,
                    ),
                ),
                ("level", models.CharField(max_length=30)),
                ("text", models.TextField(max_length=20000, verbose_name="Svar")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now)),
            ],
            options={
                "ordering": ["at"],
                "indexes": [models.Index(fields=["report", "at"], name="deviations__report__a9ec55_idx")],
            },
        ),
        migrations.CreateModel(
            name="DeviationReportGrant",
            fields=[
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("valid_from", models.DateTimeField(default=core.clock.now)),
                ("valid_until", models.DateTimeField()),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="deviations.deviationreport",
                    ),
                ),
            ],
            options={
                "unique_together": {("user", "permission", "content_object")},
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="deviationreportgrant_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="deviationreportgrant_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeviationStep",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="deviations.deviationreport",
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField()),
                (
                    "from_status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("with_line_manager", "Hos närmaste chefer"),
                            ("with_managers", "Hos ansvariga chefer"),
                            ("in_forum", "I individforum"),
                            ("principled", "Principiell, ska skickas vidare"),
                            ("submitted", "Skickad till sekretariatet"),
                            ("received", "Mottagen av sekretariatet"),
                            ("returned", "Tillbaka med en fråga"),
                            ("under_review", "Handläggs av sekretariatet"),
                            ("raised_to_bussam", "Lyft till regionala gruppen"),
                            ("assignment_created", "Har lett till ett uppdrag"),
                            ("in_local_group", "I den lokala gruppen"),
                            ("in_preparatory_group", "I beredningsgruppen"),
                            ("in_managers_forum", "I chefsforum"),
                            ("in_political_forum", "I politiskt forum"),
                            ("answered", "Besvarad"),
                            ("resolved", "Löst"),
                            ("closed", "Avslutad"),
                            ("withdrawn", "Återtagen"),
                        ],
                        max_length=25,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("with_line_manager", "Hos närmaste chefer"),
                            ("with_managers", "Hos ansvariga chefer"),
                            ("in_forum", "I individforum"),
                            ("principled", "Principiell, ska skickas vidare"),
                            ("submitted", "Skickad till sekretariatet"),
                            ("received", "Mottagen av sekretariatet"),
                            ("returned", "Tillbaka med en fråga"),
                            ("under_review", "Handläggs av sekretariatet"),
                            ("raised_to_bussam", "Lyft till regionala gruppen"),
                            ("assignment_created", "Har lett till ett uppdrag"),
                            ("in_local_group", "I den lokala gruppen"),
                            ("in_preparatory_group", "I beredningsgruppen"),
                            ("in_managers_forum", "I chefsforum"),
                            ("in_political_forum", "I politiskt forum"),
                            ("answered", "Besvarad"),
                            ("resolved", "Löst"),
                            ("closed", "Avslutad"),
                            ("withdrawn", "Återtagen"),
                        ],
                        max_length=25,
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("reason", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "ordering": ["sequence"],
                "constraints": [models.UniqueConstraint(fields=("report", "sequence"), name="deviation_step_once")],
            },
        ),
        migrations.CreateModel(
            name="DeviationDraft",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("origin", models.CharField(blank=True, max_length=500)),
                ("answers", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField(default=core.clock.now)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "origin"), name="one_deviation_draft_each")],
            },
        ),
        *(policy_function(name, "SETOF uuid", body) for name, body in questions.QUESTIONS.items()),
        protect(
            "deviations_deviationreport",
            read=among("id", "visible_deviation_ids"),
            insert=f"reporter_id = {ME} AND unit_id = (SELECT unit_id FROM access.acting_row())",
            update=among("id", "writable_deviation_ids"),
            roles={"bus_app": "SELECT, INSERT, UPDATE", "bus_report": FIGURES},
        ),
        protect(
            "deviations_deviationcounterpart",
            read=among("report_id", "visible_deviation_ids"),
            insert=among("report_id", "writable_deviation_ids"),
            roles={
                "bus_app": "SELECT, INSERT",
                "bus_report": "SELECT (id, region_id, report_id, unit_id, principal_id)",
            },
        ),
        protect(
            "deviations_deviationstep",
            read=among("report_id", "readable_deviation_ids"),
            insert=BY_ME,
            roles={
                "bus_app": "SELECT, INSERT",
                "bus_report": "SELECT (id, region_id, report_id, from_status, to_status, at)",
            },
        ),
        protect(
            "deviations_deviationanswer",
            read=among("report_id", "readable_deviation_ids"),
            insert=BY_ME,
            roles={"bus_app": "SELECT, INSERT"},
        ),
        protect(
            "deviations_deviationdraft",
            read=MINE,
            insert=MINE,
            update=MINE,
            delete=MINE,
            roles={"bus_app": "SELECT, INSERT, UPDATE, DELETE"},
        ),
        protect(
            "deviations_deviationreportgrant",
            read=f"user_id = (SELECT access.user_id()) OR {among('content_object_id', 'writable_deviation_ids')}",
            insert=f"giver_id = {ME} AND {OFFICER} AND {among('content_object_id', 'writable_deviation_ids')}",
            update=f"giver_id = {ME} AND {OFFICER}",
            roles={"bus_app": "SELECT, INSERT, UPDATE"},
        ),
        *(same_region(f"deviations_{table}", column, target) for table, column, target in KEYS),
        append_only("deviations_deviationstep"),
        append_only("deviations_deviationanswer"),
        *(
            operation
            for name, kept_as in questions.REMEMBERED.items()
            for operation in remembered(name, questions.QUESTIONS[f"{name}()"], kept_as=kept_as)
        ),
    ]
