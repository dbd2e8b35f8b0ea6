"""Proposals of area values are the administrators' own: the rest of the region sees what has been decided."""

from django.db import migrations

ADMINISTRATOR = "(SELECT r.role FROM access.acting_row() AS r) = 'region_admin'"
DOORS = f"""
CREATE POLICY organisations_areaoverride_proposals ON organisations_areaoverride AS RESTRICTIVE FOR SELECT TO bus_app
  USING (status = 'approved' OR {ADMINISTRATOR});
CREATE POLICY organisations_areaoverride_proposes ON organisations_areaoverride AS RESTRICTIVE FOR INSERT TO bus_app
  WITH CHECK ({ADMINISTRATOR});
CREATE POLICY organisations_areaoverride_decides ON organisations_areaoverride AS RESTRICTIVE FOR UPDATE TO bus_app
  USING ({ADMINISTRATOR}) WITH CHECK ({ADMINISTRATOR});
"""
OPEN = """
DROP POLICY organisations_areaoverride_proposals ON organisations_areaoverride;
DROP POLICY organisations_areaoverride_proposes ON organisations_areaoverride;
DROP POLICY organisations_areaoverride_decides ON organisations_areaoverride;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("people", "0002_protection")]
    operations = [migrations.RunSQL(DOORS, OPEN)]
