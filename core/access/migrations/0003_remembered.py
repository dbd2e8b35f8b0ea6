"""A context may be narrowed to one case, and an answer proved once is not worked out again in the same moment. [ADR 8]"""

from importlib import import_module

from django.db import migrations

from core.access.migration_ops import policy_function

# One case as the eighth part, where the context is narrowed to it; the older key is looked at only when the newer fails.
VERIFIED = """
DECLARE
  parts text[] := string_to_array(nullif(current_setting('app.context', true), ''), '|');
  claim bytea;
  pads record;
BEGIN
  IF coalesce(array_length(parts, 1), 0) <> 9 THEN RETURN NULL; END IF;
  claim := convert_to(array_to_string(parts[1:8], '|') || '|' || pg_backend_pid(), 'UTF8');
  SELECT k.inner_pad, k.outer_pad INTO pads FROM access.context_key k WHERE k.slot = 'current';
  IF encode(sha256(pads.outer_pad || sha256(pads.inner_pad || claim)), 'hex') IS DISTINCT FROM parts[9] THEN
    SELECT k.inner_pad, k.outer_pad INTO pads FROM access.context_key k WHERE k.slot = 'previous';
    IF encode(sha256(pads.outer_pad || sha256(pads.inner_pad || claim)), 'hex') IS DISTINCT FROM parts[9] THEN
      RETURN NULL;
    END IF;
  END IF;
  IF parts[7]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
  RETURN parts;
END
"""
VERIFIED_BEFORE = import_module("core.access.migrations.0001_context").VERIFIED

# What is kept lies in settings of the transaction, which anybody may write: it counts only with a proof made by the
# key that nobody but bus_policy reads, over all that the answer follows from - the question, the whole context, this
# connection, and the snapshot, that is exactly which transactions are seen. A transaction that has written sees more
# than its snapshot tells, so nothing is kept or recalled in it. Called by the questions only.
KEEPING = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.only_case() RETURNS uuid LANGUAGE sql STABLE SET search_path = access, pg_temp
  AS $$ SELECT nullif((access.verified_context())[8], '')::uuid $$;
CREATE FUNCTION access.proof_of(question text, answer text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = access, pg_temp AS $$
DECLARE
  pads record;
BEGIN
  SELECT k.inner_pad, k.outer_pad INTO pads FROM access.context_key k WHERE k.slot = 'current';
  RETURN encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(concat_ws(' ', 'answer', question,
    pg_backend_pid(), pg_current_snapshot(), current_setting('app.context', true), answer), 'UTF8'))), 'hex');
END $$;
CREATE FUNCTION access.recalled(question text) RETURNS uuid[] LANGUAGE plpgsql STABLE
SET search_path = access, pg_temp AS $$
DECLARE
  answer text := nullif(current_setting('app.answer_' || question, true), '');
BEGIN
  IF answer IS NULL OR pg_current_xact_id_if_assigned() IS NOT NULL THEN RETURN NULL; END IF;
  IF access.proof_of(question, answer) IS DISTINCT FROM current_setting('app.proof_' || question, true) THEN
    RETURN NULL;
  END IF;
  IF split_part(current_setting('app.context', true), '|', 7)::bigint < extract(epoch FROM clock_timestamp()) THEN
    RETURN NULL;
  END IF;
  RETURN answer::uuid[];
END $$;
CREATE FUNCTION access.keep(question text, answer uuid[]) RETURNS void LANGUAGE plpgsql VOLATILE
SET search_path = access, pg_temp AS $$
BEGIN
  IF cardinality(answer) > 1000 OR pg_current_xact_id_if_assigned() IS NOT NULL OR access.verified_context() IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('app.proof_' || question, access.proof_of(question, answer::text), true),
          set_config('app.answer_' || question, answer::text, true);
END $$;
REVOKE ALL ON FUNCTION access.only_case(), access.proof_of(text, text), access.recalled(text), access.keep(text, uuid[])
  FROM PUBLIC, bus_owner;
SET LOCAL ROLE bus_owner;
"""
KEEPING_BACK = """
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.keep(text, uuid[]);
DROP FUNCTION access.recalled(text);
DROP FUNCTION access.proof_of(text, text);
DROP FUNCTION access.only_case();
SET LOCAL ROLE bus_owner;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_private_functions")]
    operations = [
        policy_function("verified_context()", "text[]", VERIFIED, language="plpgsql", reverse_body=VERIFIED_BEFORE),
        migrations.RunSQL(KEEPING, KEEPING_BACK),
    ]
