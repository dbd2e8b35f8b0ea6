"""The job that sends an invitation's mail asks whether the invitation still holds. [security 11]"""

from django.db import migrations

READ = """
GRANT SELECT ON people_invitation TO bus_worker;
CREATE POLICY people_invitation_select_worker ON people_invitation FOR SELECT TO bus_worker USING (true);
"""
SHUT = """
DROP POLICY people_invitation_select_worker ON people_invitation;
REVOKE SELECT ON people_invitation FROM bus_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_acting_row")]
    operations = [migrations.RunSQL(READ, SHUT)]
