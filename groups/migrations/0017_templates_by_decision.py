"""When the administrators have decided other templates for minutes, they follow at once."""

from django.db import migrations

BY_ADMIN = "EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role = 'region_admin')"
FOLLOW = f"""
GRANT INSERT, UPDATE ON groups_minutestemplate TO bus_app;
CREATE POLICY groups_minutestemplate_insert_app ON groups_minutestemplate FOR INSERT TO bus_app
  WITH CHECK ({BY_ADMIN});
CREATE POLICY groups_minutestemplate_update_app ON groups_minutestemplate FOR UPDATE TO bus_app
  USING ({BY_ADMIN}) WITH CHECK ({BY_ADMIN});
"""
STAY = """
DROP POLICY groups_minutestemplate_insert_app ON groups_minutestemplate;
DROP POLICY groups_minutestemplate_update_app ON groups_minutestemplate;
REVOKE INSERT, UPDATE ON groups_minutestemplate FROM bus_app;
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0016_lifted_questions")]
    operations = [migrations.RunSQL(FOLLOW, STAY)]
