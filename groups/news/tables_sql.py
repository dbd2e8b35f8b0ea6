"""The region reads news of units, who leads one tells of it; whoever leads it follows up the receipts. [F51]"""

from django.db import migrations

from core.access.migration_ops import policy_function, protect, same_region
from groups.meetings.tables_sql import LEADERS, LEADS, ME
from groups.receipts import tables_sql as receipts

TABLE = "groups_unitnews"
LEADS_UNIT = f"unit_id = ANY (ARRAY(SELECT me.unit_id FROM access.acting_row() AS me WHERE me.role IN {LEADERS}))"
MADE = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app USING ({LEADS_UNIT}) WITH CHECK ({LEADS_UNIT});
GRANT UPDATE (withdrawn_on) ON {TABLE} TO bus_app;
"""
GONE = f"""
REVOKE UPDATE ON {TABLE} FROM bus_app;
DROP POLICY {TABLE}_update_app ON {TABLE};
"""
OF_UNIT = f"""(about_kind = 'groups.unitnews' AND about_id = ANY (ARRAY(SELECT n.id FROM groups_unitnews n
  JOIN access.acting_row() AS me ON me.unit_id = n.unit_id AND me.region_id = n.region_id
  WHERE me.role IN {LEADERS})))"""
# Whoever is asked sits in the very group that the receipt names: its leader sees who of it has read.
SITS_THERE = f"""EXISTS (SELECT FROM groups_membership m JOIN groups_forum f ON f.id = m.forum_id
  WHERE m.assignment_id = {receipts.TABLE}.assignment_id AND m.forum_id = {receipts.TABLE}.forum_id
    AND f.tier <> 'individual')"""
MAY_ASK = f"asked_by_id = {ME} AND read_at IS NULL"
BEFORE = {
    "read": f"({LEADS} OR {receipts.OWN})",
    "insert": f"{LEADS} AND {MAY_ASK} AND {receipts.SITS}",
    "update": f"({LEADS} OR {receipts.OWN})",
}
NOW = {
    "read": f"({LEADS} OR {receipts.OWN} OR {OF_UNIT})",
    "insert": f"{MAY_ASK} AND ({LEADS} AND {receipts.SITS} OR {OF_UNIT} AND {SITS_THERE})",
    "update": f"({LEADS} OR {receipts.OWN} OR {OF_UNIT})",
}
HELD = receipts.HELD.replace(
    f"AND NOT NEW.{LEADS} THEN",
    f"""AND NOT NEW.{LEADS}
    AND NOT (NEW.about_kind = 'groups.unitnews' AND EXISTS (SELECT FROM groups_unitnews n
      JOIN access.acting_row() AS me ON me.unit_id = n.unit_id
      WHERE n.id = NEW.about_id AND me.role IN {LEADERS})) THEN""",
)


def _doors(said: dict[str, str]) -> str:
    table = receipts.TABLE
    return f"""
ALTER POLICY {table}_select_app_0 ON {table} USING ({said["read"]});
ALTER POLICY {table}_insert_app_1 ON {table} WITH CHECK ({said["insert"]});
ALTER POLICY {table}_update_app ON {table} USING ({said["update"]}) WITH CHECK ({said["update"]});
"""


PROTECTION = [
    protect(TABLE, roles={"bus_app": "SELECT, INSERT"}, insert=f"{LEADS_UNIT} AND told_by_id = {ME}"),
    same_region(TABLE, "unit_id", "organisations_unit"),
    same_region(TABLE, "told_by_id", "people_roleassignment"),
    migrations.RunSQL(MADE, GONE),
    policy_function(
        "receipt_held()", "trigger", HELD, language="plpgsql", volatility="VOLATILE", reverse_body=receipts.HELD
    ),
    migrations.RunSQL(_doors(NOW), _doors(BEFORE)),
]
