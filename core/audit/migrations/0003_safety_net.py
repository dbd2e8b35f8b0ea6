"""The safety net's trigger function, and what only the app above knows: of participation and of names. [security 5]"""

from django.db import migrations

from core.access.migration_ops import policy_function

# One row in the log for each row written: table and command, its key, its case and child; nothing of its content.
# Arguments of the trigger: name of the key column, of the case's, of the child's ('' where there is none).
# The loader of demo and test data is nobody who acts, and exists in no real portal: it leaves no rows.
NET = """
DECLARE
  columns text;
BEGIN
  IF current_setting('role', true) = 'bus_loader' OR session_user = 'bus_loader' THEN RETURN NULL; END IF;
  SELECT string_agg(CASE WHEN name = '' THEN 'NULL::uuid[]' ELSE format('array_agg(%I::uuid)', name) END, ', '
                    ORDER BY place)
  INTO columns
  FROM unnest(ARRAY[TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]]) WITH ORDINALITY AS c (name, place);
  EXECUTE format('SELECT access.audit_write($1, $2, %s, NULL, '''', '''', ''ok'', '''', '''', '''', true) FROM changed',
                 columns)
  USING TG_TABLE_NAME || '.' || lower(TG_OP), TG_TABLE_NAME;
  RETURN NULL;
END
"""

CLOSED = "SELECT NULL::bigint WHERE false -- closed until the app that owns the tables opens it"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_months")]
    operations = [
        policy_function(
            "audit_safety_net()", "trigger", NET, language="plpgsql", volatility="VOLATILE", grant_to=("bus_owner",)
        ),
        policy_function("acts_after_participation()", "SETOF bigint", CLOSED, grant_to=("bus_app",)),
        policy_function("acts_of_namesakes()", "SETOF bigint", CLOSED, grant_to=("bus_app",)),
    ]
