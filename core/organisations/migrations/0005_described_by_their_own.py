"""A unit's manager and the region's administrators keep what the unit says of itself."""

from django.db import migrations

ANSWERS = (
    "EXISTS (SELECT FROM access.acting_row() AS me"
    " WHERE me.role = 'region_admin' OR (me.role = 'unit_manager' AND me.unit_id = organisations_unit.id))"
)
OPEN = f"""
GRANT UPDATE (mission, target_group, age_from, age_to, mandate_text, referral_path, mailbox)
  ON organisations_unit TO bus_app;
CREATE POLICY organisations_unit_update_app ON organisations_unit FOR UPDATE TO bus_app
  USING ({ANSWERS}) WITH CHECK ({ANSWERS});
"""
SHUT = """
DROP POLICY organisations_unit_update_app ON organisations_unit;
REVOKE UPDATE (mission, target_group, age_from, age_to, mandate_text, referral_path, mailbox)
  ON organisations_unit FROM bus_app;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_values_of_the_region"), ("people", "0002_protection")]
    operations = [migrations.RunSQL(OPEN, SHUT)]
