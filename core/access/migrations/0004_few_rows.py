"""The planner is told how few rows the wall's questions have. [security 3, perf gates 11 and 14]"""

from django.db import migrations

from core.access.migration_ops import ROWS


def _told(before: int, rows: int) -> str:
    """Every question that says nothing else: PostgreSQL takes it for a thousand rows and reads whole tables."""
    return f"""
    SET LOCAL ROLE bus_policy;
    DO $$
    DECLARE
      question regprocedure;
    BEGIN
      FOR question IN SELECT oid FROM pg_proc
        WHERE pronamespace = 'access'::regnamespace AND proretset AND prorows = {before}
          AND proowner = 'bus_policy'::regrole LOOP
        EXECUTE format('ALTER FUNCTION %s ROWS {rows}', question);
      END LOOP;
    END $$;
    SET LOCAL ROLE bus_owner;
    """


class Migration(migrations.Migration):
    dependencies = [("access", "0003_remembered")]
    operations = [migrations.RunSQL(_told(1000, ROWS), _told(ROWS, 1000))]
