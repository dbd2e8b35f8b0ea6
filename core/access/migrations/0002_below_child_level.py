"""A context can say that the child level is shut to it: a ninth part, there only then. [security 1 (1), 3, ADR 17]

Contexts of eight parts are as before, so that processes of before serve while this is applied.
"""

from importlib import import_module

from django.db import migrations

from core.access.migration_ops import policy_function

VERIFIED = """
DECLARE
  parts text[] := string_to_array(nullif(current_setting('app.context', true), ''), '|');
  said integer := coalesce(array_length(parts, 1), 0) - 1;
  claim bytea;
  pads record;
BEGIN
  IF said NOT IN (8, 9) THEN RETURN NULL; END IF;
  claim := convert_to(array_to_string(parts[1:said], '|') || '|' || pg_backend_pid(), 'UTF8');
  SELECT k.inner_pad, k.outer_pad INTO pads FROM access.context_key k WHERE k.slot = 'current';
  IF encode(sha256(pads.outer_pad || sha256(pads.inner_pad || claim)), 'hex') IS DISTINCT FROM parts[said + 1] THEN
    SELECT k.inner_pad, k.outer_pad INTO pads FROM access.context_key k WHERE k.slot = 'previous';
    IF encode(sha256(pads.outer_pad || sha256(pads.inner_pad || claim)), 'hex') IS DISTINCT FROM parts[said + 1] THEN
      RETURN NULL;
    END IF;
  END IF;
  IF parts[7]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
  RETURN parts[1:said];
END
"""
# The region's wall of every child-level table asks this one. [sip/access/child_level_sql.py]
REGION = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.child_level_region_id() RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = access, pg_temp
AS $$
DECLARE parts text[] := access.verified_context();
BEGIN
  IF parts[9] IS NULL THEN RETURN nullif(parts[4], '')::uuid; END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION access.child_level_region_id() TO bus_app, bus_worker, bus_report, bus_owner;
SET LOCAL ROLE bus_owner;
"""
REGION_BACK = """
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.child_level_region_id();
SET LOCAL ROLE bus_owner;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_context")]
    operations = [
        policy_function(
            "verified_context()",
            "text[]",
            VERIFIED,
            language="plpgsql",
            reverse_body=import_module("core.access.migrations.0001_context").VERIFIED,
        ),
        migrations.RunSQL(REGION, REGION_BACK),
    ]
