"""The log's months: from January 2024 to two years ahead, then a function that the worker calls. [issue: Decided]"""

from django.db import migrations

FIRST = "2024-01-01"

# Owned by bus_owner, which owns the table; the parts are closed to everybody but through the table.
# ATTACH, unlike CREATE … PARTITION OF, lets the log be written meanwhile.
MAKE = f"""
SET LOCAL ROLE bus_policy;
GRANT CREATE ON SCHEMA access TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE FUNCTION access.audit_make_partitions(months integer) RETURNS integer LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
  first date;
  part text;
  made integer := 0;
BEGIN
  IF months NOT BETWEEN 1 AND 60 THEN RAISE EXCEPTION 'months must be 1 to 60'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('access.audit_make_partitions', 0));
  FOR first IN SELECT generate_series('{FIRST}'::date, (now() AT TIME ZONE 'UTC') + make_interval(months => months),
                                      interval '1 month')::date LOOP
    part := 'audit_event_' || to_char(first, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || part) IS NOT NULL;
    EXECUTE format('CREATE TABLE public.%I (LIKE audit_event INCLUDING CONSTRAINTS)', part);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON public.%I FOR EACH STATEMENT
                    EXECUTE FUNCTION access.refuse_change()', part || '_never_emptied', part);
    EXECUTE format('ALTER TABLE audit_event ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', part,
                   first::timestamp AT TIME ZONE 'UTC', (first + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    made := made + 1;
  END LOOP;
  RETURN made;
END
$body$;
REVOKE ALL ON FUNCTION access.audit_make_partitions(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.audit_make_partitions(integer) TO bus_worker;
SET LOCAL ROLE bus_policy;
REVOKE CREATE ON SCHEMA access FROM bus_owner;
SET LOCAL ROLE bus_owner;
SELECT access.audit_make_partitions(24);
"""

DROP = "DROP FUNCTION access.audit_make_partitions(integer);"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_log")]
    operations = [migrations.RunSQL(MAKE, DROP)]
