"""Areas, principals and units are decided in the portal: one administrator asks, another decides. [S-04, security 2]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region, written_by_administrators

READERS = {"bus_app": "SELECT", "bus_worker": "SELECT", "bus_report": "SELECT"}
CHANGE = "organisations_structurechange"
ADMINISTRATOR = "(SELECT r.role FROM access.acting_row() AS r) = 'region_admin'"
PROPOSES = f"{ADMINISTRATOR} AND status = 'proposed' AND proposed_by = (SELECT access.assignment_id())"
FOLLOW = ("principal", "district", "area", "areadistrict", "areaservice", "arealink", "unitlink")
# The unit's own manager keeps what it says of itself; its name and days are the administrators'.
UNITS = """
GRANT INSERT ON organisations_unit TO bus_app;
GRANT UPDATE (name, valid_to) ON organisations_unit TO bus_app;
CREATE POLICY organisations_unit_insert_app ON organisations_unit FOR INSERT TO bus_app
  WITH CHECK ((SELECT r.role FROM access.acting_row() AS r) = 'region_admin');
CREATE FUNCTION public.organisations_unit_is_theirs() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (SELECT r.role FROM access.acting_row() AS r) IS DISTINCT FROM 'region_admin' THEN
    RAISE insufficient_privilege USING MESSAGE = 'name and days of a unit are decided by the administrators';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organisations_unit_is_theirs BEFORE UPDATE ON organisations_unit
  FOR EACH ROW WHEN (current_user = 'bus_app'
    AND (OLD.name, OLD.valid_to) IS DISTINCT FROM (NEW.name, NEW.valid_to))
  EXECUTE FUNCTION public.organisations_unit_is_theirs();
"""
NO_UNITS = """
DROP TRIGGER organisations_unit_is_theirs ON organisations_unit;
DROP FUNCTION public.organisations_unit_is_theirs();
DROP POLICY organisations_unit_insert_app ON organisations_unit;
REVOKE UPDATE (name, valid_to) ON organisations_unit FROM bus_app;
REVOKE INSERT ON organisations_unit FROM bus_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0005_described_by_their_own"),
        ("people", "0002_protection"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="StructureChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("proposed_name", models.CharField(blank=True, max_length=200)),
                ("approved_user", models.UUIDField(null=True)),
                ("approved_by", models.UUIDField(null=True)),
                ("approved_name", models.CharField(blank=True, max_length=200)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("add_principal", "Ny huvudman"),
                            ("add_district", "Nytt distrikt"),
                            ("add_area", "Nytt område"),
                            ("add_unit", "Ny verksamhet"),
                            ("rename", "Nytt namn"),
                            ("serve", "Andra områden för en verksamhet"),
                            ("split_area", "Dela ett område"),
                            ("merge_areas", "Slå ihop områden"),
                            ("end_area", "Avsluta ett område"),
                            ("split_unit", "Dela en verksamhet"),
                            ("merge_units", "Slå ihop verksamheter"),
                            ("end_unit", "Avsluta en verksamhet"),
                        ],
                        max_length=20,
                        verbose_name="Vad",
                    ),
                ),
                ("on", models.DateField(verbose_name="Från och med")),
                ("said", models.JSONField(default=dict)),
                ("reason", models.CharField(max_length=500, verbose_name="Skäl")),
                (
                    "status",
                    models.CharField(
                        choices=[("proposed", "Förslag"), ("approved", "Beslutad"), ("declined", "Avslagen")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("holds", models.JSONField(default=list)),
                ("about", models.JSONField(default=list)),
                ("proposed_user", models.UUIDField()),
                ("proposed_person", models.UUIDField(null=True)),
                ("proposed_by", models.UUIDField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["region", "status"], name="structure_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "approved"), _negated=True),
                            ("approved_user__isnull", False),
                            _connector="OR",
                        ),
                        name="structure_approved_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_user__isnull", True),
                            models.Q(("approved_user", models.F("proposed_user")), _negated=True),
                            _connector="OR",
                        ),
                        name="structure_approved_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("split", "Delning"), ("merge", "Sammanslagning"), ("renamed", "Ny indelning")],
                        max_length=10,
                        verbose_name="Slag",
                    ),
                ),
                ("on", models.DateField(verbose_name="Dag")),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_onward",
                        to="organisations.unit",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links_back", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("predecessor", "successor"), name="unit_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="unit_link_between_two",
                    ),
                ],
            },
        ),
        protect(
            CHANGE,
            read=f"status = 'approved' OR {ADMINISTRATOR}",
            insert=PROPOSES,
            update=ADMINISTRATOR,
            roles={**READERS, "bus_app": "SELECT, INSERT, UPDATE"},
            owner=True,
        ),
        protect("organisations_unitlink", roles=READERS, owner=True),
        same_region("organisations_unitlink", "predecessor_id", "organisations_unit"),
        same_region("organisations_unitlink", "successor_id", "organisations_unit"),
        *(written_by_administrators(f"organisations_{name}") for name in FOLLOW),
        migrations.RunSQL(UNITS, NO_UNITS),
    ]
