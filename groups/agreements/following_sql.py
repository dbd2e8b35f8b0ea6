"""What a look at an agreement came to: written by its party, its leader or the region's officers; it stands."""

from django.db import migrations

from core.access.migration_ops import append_only, protect, same_region
from groups.agreements.tables_sql import AGREEMENT, LED, PARTY, READS
from groups.meetings.tables_sql import ME

TABLE = "groups_agreementreview"
ITS_OWN = f"""party_id IN (SELECT p.id FROM {PARTY} p WHERE p.signatory_id = {ME} AND p.removed_at IS NULL)"""
OFFICER = """party_id IS NULL AND EXISTS (SELECT FROM access.acting_row() AS me
  WHERE me.role IN ('secretariat_officer', 'support_unit_officer'))"""
HOLDS = f"""EXISTS (SELECT FROM {AGREEMENT} a
  WHERE a.id = agreement_id AND a.status IN ('in_force', 'renegotiation_requested'))"""
OF_ITS_AGREEMENT = f"""
ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_of_its_partys_agreement FOREIGN KEY (agreement_id, party_id)
  REFERENCES {PARTY} (agreement_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
APART = f"ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_of_its_partys_agreement"
KEYS = {"agreement_id": AGREEMENT, "party_id": PARTY, "noted_by_id": "people_roleassignment"}
PROTECTION = [
    protect(
        TABLE,
        roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"},
        read=READS,
        insert=f"noted_by_id = {ME} AND {HOLDS} AND ({LED} OR {ITS_OWN} OR {OFFICER})",
    ),
    *(same_region(TABLE, column, target) for column, target in KEYS.items()),
    migrations.RunSQL(OF_ITS_AGREEMENT, APART),
    append_only(TABLE),
]
