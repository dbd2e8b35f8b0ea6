"""No function of ours is everybody's: who may ask is named, for those that stand and those to come. [security 3]

Before every table, so that whatever a later migration makes is born closed; triggers are attached by bus_owner.
"""

from django.db import migrations

READERS = "kind() user_id() assignment_id() region_id() purpose() moment() today()".split()
ASKERS = "bus_app, bus_worker, bus_report, bus_owner"

CLOSE = f"""
SET LOCAL ROLE bus_policy;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO bus_owner;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
{"".join(f"GRANT EXECUTE ON FUNCTION access.{name} TO {ASKERS};" for name in READERS)}
GRANT EXECUTE ON FUNCTION access.refuse_change() TO bus_owner;
SET LOCAL ROLE bus_owner;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
"""
OPEN = """
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
SET LOCAL ROLE bus_policy;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM bus_owner;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA access TO PUBLIC;
SET LOCAL ROLE bus_owner;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_context")]
    run_before = [("regions", "0001_initial")]
    operations = [migrations.RunSQL(CLOSE, OPEN)]
