"""Who has read an agreement: asked by who leads its group, said by the member alone, read by those two."""

from django.db import migrations

from core.access.migration_ops import protect, same_region
from groups.agreements.following_sql import HOLDS
from groups.agreements.tables_sql import AGREEMENT, LED
from groups.meetings.tables_sql import ME

TABLE = "groups_agreementreading"
MEMBER = f"""EXISTS (SELECT FROM {AGREEMENT} a JOIN groups_membership m ON m.forum_id = a.forum_id
  WHERE a.id = agreement_id AND m.assignment_id = {TABLE}.assignment_id)"""
OWN = f"assignment_id = {ME}"
SAID = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app USING ({OWN} AND confirmed_at IS NULL)
  WITH CHECK ({OWN} AND confirmed_at IS NOT NULL);
GRANT UPDATE (confirmed_at) ON {TABLE} TO bus_app;
"""
UNSAID = f"DROP POLICY {TABLE}_update_app ON {TABLE}; REVOKE UPDATE ON {TABLE} FROM bus_app;"
PEOPLE = "people_roleassignment"
KEYS = {"agreement_id": AGREEMENT, "assignment_id": PEOPLE, "asked_by_id": PEOPLE}
PROTECTION = [
    protect(
        TABLE,
        roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"},
        read=f"({OWN} OR {LED})",
        insert=f"asked_by_id = {ME} AND confirmed_at IS NULL AND {HOLDS} AND {LED} AND {MEMBER}",
    ),
    migrations.RunSQL(SAID, UNSAID),
    *(same_region(TABLE, column, target) for column, target in KEYS.items()),
]
