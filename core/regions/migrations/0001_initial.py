"""Regions, their profiles and the law they point to; whoever changes a profile tells every process."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect

READERS = {"bus_app": "SELECT", "bus_worker": "SELECT", "bus_report": "SELECT"}

TELL = """
CREATE FUNCTION public.regions_tell_profile_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog
AS $$ BEGIN PERFORM pg_notify('bus_profile', NEW.region_id::text); RETURN NULL; END $$;
CREATE TRIGGER regions_regionprofile_changed AFTER INSERT OR UPDATE ON regions_regionprofile
  FOR EACH ROW EXECUTE FUNCTION public.regions_tell_profile_changed();
"""
STILL = """
DROP TRIGGER regions_regionprofile_changed ON regions_regionprofile;
DROP FUNCTION public.regions_tell_profile_changed();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("access", "0001_context")]

    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="Namn")),
                (
                    "accent",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}$", "Ange färgen som # och sex hexadecimala tecken."
                            )
                        ],
                    ),
                ),
                (
                    "accent_strong",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}$", "Ange färgen som # och sex hexadecimala tecken."
                            )
                        ],
                    ),
                ),
                (
                    "accent_tint",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}$", "Ange färgen som # och sex hexadecimala tecken."
                            )
                        ],
                    ),
                ),
                (
                    "on_accent",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}$", "Ange färgen som # och sex hexadecimala tecken."
                            )
                        ],
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LegalReference",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("act", models.CharField(max_length=120, verbose_name="Författning")),
                ("chapter", models.CharField(blank=True, max_length=20, verbose_name="Kapitel")),
                ("section", models.CharField(blank=True, max_length=40, verbose_name="Paragraf")),
                ("label", models.CharField(max_length=200, verbose_name="Vad den säger")),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                ("note", models.TextField(blank=True, verbose_name="Anmärkning")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="Källa")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="Kontrollerad")),
            ],
            options={
                "ordering": ["code", "valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="reference_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("region", "="),
                            ("code", "="),
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
                        name="reference_once_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionProfile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="profiles", to="regions.region"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(null=True, verbose_name="Till och med")),
                ("data", models.JSONField()),
                ("source_files", models.JSONField(default=list)),
                ("source_sha256", models.CharField(max_length=64)),
                ("loaded_at", models.DateTimeField(default=core.clock.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "version"), name="profile_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="profile_ends_after_it_starts",
                    ),
                ],
            },
        ),
        protect("regions_region", roles=READERS, region_column="id", owner=True),
        protect("regions_regionprofile", roles=READERS, owner=True),
        protect("regions_legalreference", roles=READERS, owner=True),
        migrations.RunSQL(TELL, STILL),
    ]
