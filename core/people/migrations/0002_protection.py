"""Who may see people and assignments, and what one session key opens. [security 1, 3, 8]"""

from django.db import migrations

from core.access.migration_ops import open_table, policy_function, protect, same_region
from core.people import session_sql

# Left to itself the planner takes it for a thousand people, and reads every participation there is.
ONE = "SET LOCAL ROLE bus_policy; ALTER FUNCTION access.acting_row() ROWS 1; SET LOCAL ROLE bus_owner;"
# The job that sends an invitation's mail asks whether the invitation still holds. [security 11]
INVITED = """
GRANT SELECT ON people_invitation TO bus_worker;
CREATE POLICY people_invitation_select_worker ON people_invitation FOR SELECT TO bus_worker USING (true);
"""
NOT_INVITED = """
DROP POLICY people_invitation_select_worker ON people_invitation;
REVOKE SELECT ON people_invitation FROM bus_worker;
"""
DIRECTORY = {"bus_app": "SELECT, INSERT, UPDATE", "bus_worker": "SELECT", "bus_report": "SELECT"}


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people"), ("access", "0001_context")]
    operations = [
        protect("people_person", roles=DIRECTORY, owner=True),
        protect("people_roleassignment", roles=DIRECTORY, owner=True),
        protect("people_invitation", roles={"bus_app": "SELECT, INSERT, UPDATE"}),
        same_region("people_roleassignment", "person_id", "people_person"),
        same_region("people_roleassignment", "unit_id", "organisations_unit"),
        same_region("people_roleassignment", "area_id", "organisations_area"),
        same_region("people_roleassignment", "district_id", "organisations_district"),
        same_region("people_roleassignment", "principal_id", "organisations_principal"),
        same_region("people_invitation", "person_id", "people_person"),
        open_table("people_user", roles={"bus_app": "SELECT, INSERT, UPDATE", "bus_worker": "SELECT"}),
        open_table("people_user_groups", roles={"bus_app": "SELECT"}),
        open_table("people_user_user_permissions", roles={"bus_app": "SELECT"}),
        open_table(
            "people_session", roles={"bus_app": "SELECT, INSERT, UPDATE, DELETE", "bus_worker": "SELECT, DELETE"}
        ),
        open_table("people_demosignin", roles={"bus_app": "SELECT, INSERT, UPDATE"}),
        policy_function("acting_row()", session_sql.ACTING_COLUMNS, session_sql.ACTING_ROW),
        migrations.RunSQL(ONE, migrations.RunSQL.noop),
        migrations.RunSQL(INVITED, NOT_INVITED),
        policy_function("session_actor(wanted text)", session_sql.SESSION_ACTOR_COLUMNS, session_sql.SESSION_ACTOR),
        policy_function(
            "assignments_of_session(wanted text)", session_sql.ASSIGNMENTS_COLUMNS, session_sql.ASSIGNMENTS
        ),
        policy_function("job_regions()", "TABLE (id uuid, code text)", session_sql.JOB_REGIONS),
    ]
