"""The signed context and the questions of row security, closed until the apps that own the tables open them."""

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

VERIFIED = """
DECLARE
  raw text := nullif(current_setting('app.context', true), '');
  parts text[];
  claim bytea;
  pads record;
BEGIN
  IF raw IS NULL THEN RETURN NULL; END IF;
  parts := string_to_array(raw, '|');
  IF array_length(parts, 1) <> 8 THEN RETURN NULL; END IF;
  claim := convert_to(array_to_string(parts[1:7], '|') || '|' || pg_backend_pid(), 'UTF8');
  FOR pads IN SELECT inner_pad, outer_pad FROM access.context_key ORDER BY slot LOOP
    IF encode(sha256(pads.outer_pad || sha256(pads.inner_pad || claim)), 'hex') = parts[8] THEN
      IF parts[7]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
      RETURN parts;
    END IF;
  END LOOP;
  RETURN NULL;
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
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA access TO PUBLIC;
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
        *(policy_function(question, "SETOF uuid", CLOSED) for question in QUESTIONS),
    ]
