"""The signed paper of a consent: its table, its doors, its line in the log. [issue 3 point 3, security 2, 10]"""

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, protect, same_region
from core.audit.migration_ops import safety_net
from sip.access.keys_sql import same_case
from sip.access.tables_sql import GIVERS, ME, MY_UNIT

TABLE = "sip_storedfile"
# A new paper: in one's own name, to a written consent of the case that is not over; by a key, of one's own file.
ADDED = f"""{GIVERS} AND added_by_id = {ME} AND adding_unit_id = {MY_UNIT}
  AND EXISTS (SELECT FROM sip_consent c WHERE c.id = sip_storedfile.consent_id AND c.case_id = sip_storedfile.case_id
              AND c.form = 'written' AND c.status IN ('requested', 'given'))"""
# Who sees what the file is about sees how it stands with the scanner; row security of the one is asked by the other.
SEEN = f"""CREATE POLICY files_keptfile_select_app_sip ON files_keptfile FOR SELECT TO bus_app
  USING (EXISTS (SELECT FROM {TABLE} f WHERE f.id = files_keptfile.id))"""
OWN_FILE = f"""ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_own_file
  FOREIGN KEY (id, added_by_id) REFERENCES files_keptfile (id, added_by_id) DEFERRABLE INITIALLY DEFERRED"""
NO_OWN_FILE = f"ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_own_file"
UNSEEN = "DROP POLICY files_keptfile_select_app_sip ON files_keptfile"


class Migration(migrations.Migration):
    dependencies = [
        ("sip", "0004_plans"),
        ("files", "0001_kept_files"),
        ("audit", "0003_safety_net"),
        ("organisations", "0001_initial"),
        ("people", "0002_protection"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
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
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.case"),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="sip.consent"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "adding_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("consent", "version"), name="paper_once_a_version")],
            },
        ),
        protect(TABLE, read=GIVERS, insert=ADDED, roles={"bus_app": "SELECT, INSERT"}),
        migrations.RunSQL(SEEN, UNSEEN),
        migrations.RunSQL(OWN_FILE, NO_OWN_FILE),
        same_region(TABLE, "id", "files_keptfile"),
        same_region(TABLE, "case_id", "sip_case"),
        same_case(TABLE, "consent_id", "sip_consent"),
        same_region(TABLE, "added_by_id", "people_roleassignment"),
        same_region(TABLE, "adding_unit_id", "organisations_unit"),
        append_only(TABLE),
        safety_net(TABLE),
    ]
