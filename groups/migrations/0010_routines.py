"""Routines: whose each is, its versions, their text and files, whom they cover, what they adapt. [F63, F64]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.routines import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_kept_files"),
        ("groups", "0009_agreements_followed"),
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Routine",
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
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="routines", to="groups.forum"
                    ),
                ),
                ("subject", models.SlugField(max_length=40, verbose_name="Vad den handlar om")),
                (
                    "adapts",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adaptations",
                        to="groups.routine",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                        verbose_name="Ansvarar",
                    ),
                ),
                (
                    "responsible_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("political_member", "Förtroendevald"),
                            ("regional_member", "Ledamot i regionala gruppen"),
                            ("secretariat_officer", "Handläggare vid sekretariatet"),
                            ("prep_member", "Ledamot i beredande grupp"),
                            ("managers_forum_member", "Ledamot i chefsforum"),
                            ("support_unit_officer", "Handläggare vid regionens stödfunktion"),
                            ("group_chair", "Ordförande i styrgruppen"),
                            ("steering_member", "Ledamot i styrgruppen"),
                            ("working_convenor", "Sammankallande för arbetsgruppen"),
                            ("forum_convenor", "Sammankallande för individforum"),
                            ("working_member", "Ledamot i arbetsgruppen"),
                            ("group_coordinator", "Samordnare för BUS-gruppen"),
                            ("sip_coordinator", "SIP-samordnare"),
                            ("unit_manager", "Enhetschef"),
                            ("line_manager", "Närmaste chef"),
                            ("caseworker", "Handläggare"),
                            ("school_principal_head", "Rektor"),
                            ("school_area_head", "Grundskolechef"),
                            ("habilitation_coordinator", "Samordningsansvarig i habiliteringen"),
                            ("independent_school_rep", "Företrädare för fristående skolor"),
                            ("interest_rep", "Företrädare för intresseorganisation"),
                            ("region_admin", "Regionens administratör"),
                            ("platform_admin", "Portalens administratör"),
                            ("log_reviewer", "Logggranskare"),
                            ("records_officer", "Arkivansvarig"),
                        ],
                        max_length=40,
                        verbose_name="Roll som ansvarar",
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("adapts", models.F("id")), _negated=True), name="routine_adapts_another"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("responsible__isnull", True), ("responsible_role", ""), _connector="OR"),
                        name="routine_answered_for_in_one_way",
                    ),
                    models.UniqueConstraint(fields=("forum", "id"), name="routine_forum_key"),
                ],
                "indexes": [models.Index(fields=["region", "subject"], name="groups_rout_region__ad5146_idx")],
            },
        ),
        migrations.CreateModel(
            name="RoutineVersion",
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
                    "routine",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="groups.routine"
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="routine_versions", to="groups.forum"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="Version")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("decided", "Beslutad, gäller inte än"),
                            ("in_force", "Gäller"),
                            ("replaced", "Ersatt"),
                            ("withdrawn", "Upphörd"),
                            ("abandoned", "Nedlagd"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Rutin")),
                ("change", models.CharField(blank=True, max_length=1000, verbose_name="Vad som är nytt")),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "adapts",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.routineversion",
                    ),
                ),
                (
                    "confirmed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.routineversion",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("confirmed_on", models.DateField(null=True, verbose_name="Prövad mot originalet")),
                ("decided_on", models.DateField(null=True, verbose_name="Beslutad")),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.forumdecision",
                    ),
                ),
                ("decided_as", models.CharField(blank=True, max_length=200, verbose_name="Så beslutades den")),
                ("valid_from", models.DateField(null=True, verbose_name="Gäller från")),
                ("valid_to", models.DateField(null=True, verbose_name="Gäller till och med")),
                ("review_on", models.DateField(null=True, verbose_name="Ses över senast")),
                ("end_reason", models.CharField(blank=True, max_length=1000, verbose_name="Därför upphör den")),
            ],
            options={
                "ordering": ["title", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "abandoned"), _negated=True),
                        fields=("routine", "number"),
                        name="routine_version_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["draft", "decided"])),
                        fields=("routine",),
                        name="routine_one_next_version",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "in_force")),
                        fields=("routine",),
                        name="routine_one_version_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_on__isnull", True),
                                ("status__in", ["draft", "abandoned"]),
                                ("valid_from__isnull", True),
                            ),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("review_on__isnull", False),
                                ("status__in", ["decided", "in_force", "replaced", "withdrawn"]),
                                ("valid_from__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="routine_decided_exactly_with_its_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            ("decision__isnull", False),
                            models.Q(("decided_as", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="routine_decided_in_some_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="routine_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "abandoned"), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="routine_abandoned_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed__isnull", True),
                                ("confirmed_by__isnull", True),
                                ("confirmed_on__isnull", True),
                            ),
                            models.Q(
                                ("adapts__isnull", False),
                                ("confirmed__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("confirmed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="routine_confirmed_in_full_or_not",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["region", "status"], name="groups_rout_region__c8ce58_idx"),
                    models.Index(fields=["region", "forum"], name="groups_rout_region__008844_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoutineSection",
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
                    "routine_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="groups.routineversion"
                    ),
                ),
                ("key", models.SlugField(max_length=30)),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("saved_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("routine_version", "key"), name="section_of_a_routine_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoutineFile",
            fields=[
                (
                    "kept",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="files.keptfile",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("png", "PNG"), ("jpeg", "JPEG"), ("docx", "DOCX"), ("odt", "ODT")],
                        max_length=10,
                        verbose_name="Filtyp",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="Storlek")),
                (
                    "routine_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="groups.routineversion"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Vad är det för fil?")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["created_at", "kept"],
            },
        ),
        migrations.CreateModel(
            name="RoutineCover",
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
                    "routine_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="covers", to="groups.routineversion"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.area",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.principal",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area__isnull", False), ("principal__isnull", True), ("unit__isnull", True)),
                            models.Q(("area__isnull", True), ("principal__isnull", False), ("unit__isnull", True)),
                            models.Q(("area__isnull", True), ("principal__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="routine_cover_of_one_kind",
                    )
                ],
            },
        ),
        *tables_sql.PROTECTION,
    ]
