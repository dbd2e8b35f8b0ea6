"""When the administrators have decided other legal references, the rows follow at once."""

from django.db import migrations

BY_ADMIN = "EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role = 'region_admin')"
FOLLOW = f"""
GRANT INSERT, UPDATE ON regions_legalreference TO bus_app;
CREATE POLICY regions_legalreference_insert_app ON regions_legalreference FOR INSERT TO bus_app
  WITH CHECK ({BY_ADMIN});
CREATE POLICY regions_legalreference_update_app ON regions_legalreference FOR UPDATE TO bus_app
  USING ({BY_ADMIN}) WITH CHECK ({BY_ADMIN});
"""
STAY = """
DROP POLICY regions_legalreference_insert_app ON regions_legalreference;
DROP POLICY regions_legalreference_update_app ON regions_legalreference;
REVOKE INSERT, UPDATE ON regions_legalreference FROM bus_app;
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial"), ("people", "0002_protection")]
    operations = [migrations.RunSQL(FOLLOW, STAY)]
