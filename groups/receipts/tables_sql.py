"""A receipt is read by the one asked and by who leads the forum; nobody confirms for another. [security 3]"""

from django.db import migrations

from core.access.migration_ops import policy_function, protect, same_region
from groups.meetings.tables_sql import LEADS, ME, REFUSED

TABLE = "groups_receipt"
OWN = f"assignment_id = {ME}"
HELD = f"""
BEGIN
  IF NEW.read_at IS DISTINCT FROM OLD.read_at AND (OLD.read_at IS NOT NULL OR NEW.assignment_id IS DISTINCT FROM {ME})
  THEN
    RAISE EXCEPTION 'nobody confirms for another, nor twice' {REFUSED};
  END IF;
  IF NEW.reminded_on IS DISTINCT FROM OLD.reminded_on AND NOT NEW.{LEADS} THEN
    RAISE EXCEPTION 'only who leads the forum reminds' {REFUSED};
  END IF;
  RETURN NEW;
END
"""
DEFINERS = {"receipt_held"}
KEYS = {"forum_id": "groups_forum", "assignment_id": "people_roleassignment", "asked_by_id": "people_roleassignment"}
# Whoever sits in a group may be asked, and nobody else. [000:L389-390]
SITS = f"""EXISTS (SELECT FROM groups_membership m JOIN groups_forum f ON f.id = m.forum_id
  WHERE m.assignment_id = {TABLE}.assignment_id AND f.tier <> 'individual')"""
CHANGES = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app
  USING ({LEADS} OR {OWN}) WITH CHECK ({LEADS} OR {OWN});
GRANT UPDATE (reminded_on, read_at) ON {TABLE} TO bus_app;
CREATE TRIGGER {TABLE}_held BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION access.receipt_held();
"""
NO_CHANGES = f"""
DROP TRIGGER {TABLE}_held ON {TABLE};
REVOKE UPDATE ON {TABLE} FROM bus_app;
DROP POLICY {TABLE}_update_app ON {TABLE};
"""
PROTECTION = [
    protect(
        TABLE,
        roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"},
        read=f"({LEADS} OR {OWN})",
        insert=f"{LEADS} AND asked_by_id = {ME} AND read_at IS NULL AND {SITS}",
    ),
    *(same_region(TABLE, column, target) for column, target in KEYS.items()),
    policy_function("receipt_held()", "trigger", HELD, language="plpgsql", volatility="VOLATILE"),
    migrations.RunSQL(CHANGES, NO_CHANGES),
]
