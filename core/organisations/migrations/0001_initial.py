"""Principals, units, districts and areas: dated, inside one region, readable by everyone signed in there."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region

READERS = {"bus_app": "SELECT", "bus_worker": "SELECT", "bus_report": "SELECT"}
TABLES = [
    "principal",
    "district",
    "unit",
    "area",
    "arealink",
    "areadistrict",
    "areaservice",
    "schoolarea",
    "schoolareadistrict",
]
KEYS = [
    ("principal", "contracted_by_id", "principal"),
    ("district", "principal_id", "principal"),
    ("district", "successor_id", "district"),
    ("unit", "principal_id", "principal"),
    ("unit", "second_principal_id", "principal"),
    ("unit", "parent_id", "unit"),
    ("unit", "successor_id", "unit"),
    ("unit", "district_id", "district"),
    ("arealink", "predecessor_id", "area"),
    ("arealink", "successor_id", "area"),
    ("areadistrict", "area_id", "area"),
    ("areadistrict", "district_id", "district"),
    ("areaservice", "area_id", "area"),
    ("areaservice", "unit_id", "unit"),
    ("schoolareadistrict", "school_area_id", "schoolarea"),
    ("schoolareadistrict", "district_id", "district"),
    ("areaoverride", "area_id", "area"),
]
TELL = """
CREATE TRIGGER organisations_areaoverride_changed AFTER INSERT OR UPDATE ON organisations_areaoverride
  FOR EACH ROW EXECUTE FUNCTION public.regions_tell_profile_changed();
"""
# An administrator proposes in the own name and decides on the proposal of another; only the file decides alone.
PROPOSES = "status = 'proposed' AND NOT from_file AND proposed_by = (SELECT access.assignment_id())"
DECIDES = "(SELECT access.assignment_id()) IS NOT NULL"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                ("code", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=150, verbose_name="Namn")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code"), name="area_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="area_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaLink",
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
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_onward",
                        to="organisations.area",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links_back", to="organisations.area"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("split", "Delning"), ("merge", "Sammanslagning"), ("renamed", "Ny indelning")],
                        max_length=10,
                        verbose_name="Slag",
                    ),
                ),
                ("on", models.DateField(verbose_name="Dag")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("predecessor", "successor"), name="area_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="area_link_between_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaOverride",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overrides", to="organisations.area"
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="Nyckel")),
                ("value", models.JSONField(verbose_name="Värde")),
                (
                    "status",
                    models.CharField(
                        choices=[("proposed", "Förslag"), ("approved", "Beslutad"), ("declined", "Avslagen")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="Skäl")),
                ("from_file", models.BooleanField(default=False)),
                ("proposed_user", models.UUIDField(null=True)),
                ("proposed_person", models.UUIDField(null=True)),
                ("proposed_by", models.UUIDField(null=True)),
                ("proposed_name", models.CharField(blank=True, max_length=200)),
                ("approved_user", models.UUIDField(null=True)),
                ("approved_by", models.UUIDField(null=True)),
                ("approved_name", models.CharField(blank=True, max_length=200)),
                ("approved_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="override_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "approved")),
                        expressions=[
                            ("region", "="),
                            ("area", "="),
                            ("key", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="override_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_file", True), ("proposed_user__isnull", True)),
                            models.Q(
                                ("from_file", False), ("proposed_by__isnull", False), ("proposed_user__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="override_proposed_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "approved"), _negated=True),
                            ("from_file", True),
                            ("approved_user__isnull", False),
                            _connector="OR",
                        ),
                        name="override_approved_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_user__isnull", True),
                            models.Q(("approved_user", models.F("proposed_user")), _negated=True),
                            _connector="OR",
                        ),
                        name="override_approved_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                ("code", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=150, verbose_name="Namn")),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="organisations.district",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code"), name="district_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="district_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaDistrict",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="district_rows",
                        to="organisations.area",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="area_rows",
                        to="organisations.district",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="area_district_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("region", "="),
                            ("district", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="district_in_one_area_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Principal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("code", models.SlugField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("region", "Region"),
                            ("municipality", "Kommun"),
                            ("independent_school", "Fristående skolhuvudman"),
                            ("private_provider", "Privat utförare"),
                            ("municipal_association", "Kommunförbund"),
                            ("state_authority", "Statlig myndighet"),
                            ("interest_organisation", "Intresseorganisation"),
                        ],
                        max_length=30,
                        verbose_name="Slag",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="Namn")),
                ("short_name", models.CharField(max_length=60, verbose_name="Kort namn")),
                (
                    "agreement_status",
                    models.CharField(
                        choices=[
                            ("not_invited", "Inte inbjuden"),
                            ("invited", "Inbjuden"),
                            ("joined", "Part i överenskommelsen"),
                        ],
                        default="joined",
                        max_length=20,
                        verbose_name="Överenskommelsen",
                    ),
                ),
                (
                    "contracted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="organisations.principal",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("region", "code"), name="principal_code_once")],
            },
        ),
        migrations.CreateModel(
            name="SchoolArea",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                ("number", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                ("name", models.CharField(max_length=150, verbose_name="Namn")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="school_area_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("region", "="),
                            ("number", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="school_area_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolAreaDistrict",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                (
                    "school_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="district_rows",
                        to="organisations.schoolarea",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="school_area_rows",
                        to="organisations.district",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="school_area_district_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("region", "="),
                            ("school_area", "="),
                            ("district", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="district_in_school_area_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                ("code", models.SlugField(max_length=80)),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="organisations.principal"
                    ),
                ),
                (
                    "second_principal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared_units",
                        to="organisations.principal",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="organisations.unit",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="organisations.district",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="organisations.unit",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="Namn")),
                (
                    "unit_type",
                    models.CharField(
                        choices=[
                            ("social_services", "Socialtjänst"),
                            ("family_services", "Individ- och familjeomsorg"),
                            ("lss_services", "LSS-verksamhet"),
                            ("social_welfare_board", "Socialnämnd"),
                            ("district_administration", "Stadsdelsförvaltning"),
                            ("administration", "Förvaltning"),
                            ("education_administration", "Utbildningsförvaltning"),
                            ("preschool", "Förskola"),
                            ("school", "Skola"),
                            ("student_health", "Elevhälsa"),
                            ("bup", "Barn- och ungdomspsykiatri"),
                            ("bumm", "Barn- och ungdomsmedicinsk mottagning"),
                            ("habilitation", "Habilitering"),
                            ("maternity_health", "Mödrahälsovård"),
                            ("child_health", "Barnhälsovård"),
                            ("primary_care", "Vårdcentral"),
                            ("first_line_mental_health", "Barn- och ungdomshälsan"),
                            ("youth_clinic", "Ungdomsmottagning"),
                            ("youth_addiction_clinic", "Mottagning för unga med riskbruk"),
                            ("family_centre", "Familjecentral"),
                            ("dental_care", "Tandvård"),
                            ("adult_psychiatry", "Vuxenpsykiatri"),
                            ("addiction_care", "Beroendevård"),
                            ("police", "Polis"),
                            ("culture_leisure", "Kultur och fritid"),
                            ("interest_organisation", "Intresseorganisation"),
                            ("association", "Kommunförbundets kansli"),
                            ("health_administration", "Hälso- och sjukvårdsförvaltning"),
                            ("support_unit", "Regionens stödfunktion"),
                        ],
                        max_length=40,
                        verbose_name="Verksamhetstyp",
                    ),
                ),
                ("mission", models.TextField(blank=True, verbose_name="Uppdrag")),
                ("target_group", models.CharField(blank=True, max_length=300, verbose_name="Målgrupp")),
                ("age_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Från ålder")),
                ("age_to", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Till och med ålder")),
                ("mandate_text", models.TextField(blank=True, verbose_name="Mandat")),
                ("referral_path", models.TextField(blank=True, verbose_name="Så tar du kontakt")),
                ("mailbox", models.EmailField(blank=True, max_length=254, verbose_name="Funktionsbrevlåda")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code"), name="unit_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="unit_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from__isnull", True),
                            ("age_to__isnull", True),
                            ("age_from__lte", models.F("age_to")),
                            _connector="OR",
                        ),
                        name="unit_ages_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_principal__isnull", True),
                            models.Q(("second_principal", models.F("principal")), _negated=True),
                            _connector="OR",
                        ),
                        name="unit_shared_with_another",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["region", "unit_type", "name"], name="organisatio_region__683a0f_idx"),
                    models.Index(fields=["region", "district"], name="organisatio_region__c71bf1_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaService",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_rows",
                        to="organisations.area",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_rows",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="area_service_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("region", "="),
                            ("area", "="),
                            ("unit", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="unit_serves_area_once",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="district",
            name="principal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="districts", to="organisations.principal"
            ),
        ),
        *(protect(f"organisations_{name}", roles=READERS, owner=True) for name in TABLES),
        protect(
            "organisations_areaoverride",
            insert=PROPOSES,
            update=DECIDES,
            roles={**READERS, "bus_app": "SELECT, INSERT, UPDATE"},
            owner=True,
        ),
        *(same_region(f"organisations_{table}", column, f"organisations_{target}") for table, column, target in KEYS),
        migrations.RunSQL(TELL, "DROP TRIGGER organisations_areaoverride_changed ON organisations_areaoverride"),
    ]
