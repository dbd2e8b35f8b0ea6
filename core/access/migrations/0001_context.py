"""The signed context, what is remembered of it, and the questions of row security, closed until the apps that own the
tables open them. [security 3, ADR 8]
"""

from django.db import migrations

from core.access.migration_ops import CLOSED, policy_function

KEY_TABLE = """
SET LOCAL ROLE bus_policy;
CREATE TABLE access.context_key (
  slot text PRIMARY KEY CHECK (slot IN ('current', 'previous')),
  inner_pad bytea NOT NULL,
  outer_pad bytea NOT NULL,
  installed_at timestamptz NOT NULL DEFAULT now()
);
SET LOCAL ROLE bus_owner;
"""

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

# Small readers of the verified context; plain functions, no rights of their own.
READERS = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.kind() RETURNS text LANGUAGE sql STABLE SET search_path = access, pg_temp
  AS $$ SELECT (access.verified_context())[1] $$;
CREATE FUNCTION access.user_id() RETURNS uuid LANGUAGE sql STABLE SET search_path = access, pg_temp
  AS $$ SELECT nullif((access.verified_context())[2], '')::uuid $$;
CREATE FUNCTION access.assignment_id() RETURNS uuid LANGUAGE sql STABLE SET search_path = access, pg_temp
  AS $$ SELECT nullif((access.verified_context())[3], '')::uuid $$;
CREATE FUNCTION access.region_id() RETURNS uuid LANGUAGE sql STABLE SET search_path = access, pg_temp
  AS $$ SELECT nullif((access.verified_context())[4], '')::uuid $$;
CREATE FUNCTION access.purpose() RETURNS text LANGUAGE sql STABLE SET search_path = access, pg_temp
  AS $$ SELECT (access.verified_context())[5] $$;
CREATE FUNCTION access.moment() RETURNS timestamptz LANGUAGE sql STABLE SET search_path = access, pg_temp
  AS $$ SELECT coalesce(nullif((access.verified_context())[6], '')::timestamptz, clock_timestamp()) $$;
CREATE FUNCTION access.today() RETURNS date LANGUAGE sql STABLE SET search_path = access, pg_temp
  AS $$ SELECT (access.moment() AT TIME ZONE 'Europe/Stockholm')::date $$;
CREATE FUNCTION access.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = access, pg_temp
  AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
SET LOCAL ROLE bus_owner;
"""

ASKED = "kind() user_id() assignment_id() region_id() purpose() moment() today()".split()
ASKERS = "bus_app, bus_worker, bus_report, bus_owner"

# No function of ours is everybody's: who may ask is named, for those that stand and those to come. Before every table,
# so that whatever a later migration makes is born closed; triggers are attached by bus_owner. [security 3]
CLOSE = f"""
SET LOCAL ROLE bus_policy;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO bus_owner;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
{"".join(f"GRANT EXECUTE ON FUNCTION access.{name} TO {ASKERS};" for name in ASKED)}
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

QUESTIONS = [
    "visible_case_ids()",
    "visible_identity_case_ids()",
    "visible_consent_case_ids()",
    "visible_minutes_case_ids()",
    "visible_log_case_ids()",
    "visible_piece_ids()",
    "visible_child_ids()",
    "writable_case_ids()",
    "writable_child_ids()",
]


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    run_before = [("regions", "0001_initial")]
    operations = [
        migrations.RunSQL(
            KEY_TABLE, "SET LOCAL ROLE bus_policy; DROP TABLE access.context_key; SET LOCAL ROLE bus_owner;"
        ),
        policy_function("verified_context()", "text[]", VERIFIED, language="plpgsql"),
        migrations.RunSQL(
            READERS,
            "SET LOCAL ROLE bus_policy;"
            + "".join(
                f"DROP FUNCTION access.{name}();"
                for name in (
                    "refuse_change",
                    "today",
                    "moment",
                    "purpose",
                    "region_id",
                    "assignment_id",
                    "user_id",
                    "kind",
                )
            )
            + "SET LOCAL ROLE bus_owner;",
        ),
        migrations.RunSQL(CLOSE, OPEN),
        migrations.RunSQL(KEEPING, KEEPING_BACK),
        *(policy_function(question, "SETOF uuid", CLOSED) for question in QUESTIONS),
    ]
