"""What is kept for a moment may be any text: ids, as before, and who stands in which relation to what. [ADR 8]

The proof and its bounds are as 0001_context says them.
"""

from importlib import import_module

from django.db import migrations

TEXTS = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.recalled_text(question text) RETURNS text LANGUAGE plpgsql STABLE
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
  RETURN answer;
END $$;
CREATE FUNCTION access.keep_text(question text, answer text, rows integer) RETURNS void LANGUAGE plpgsql VOLATILE
SET search_path = access, pg_temp AS $$
BEGIN
  IF rows > 1000 OR pg_current_xact_id_if_assigned() IS NOT NULL OR access.verified_context() IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('app.proof_' || question, access.proof_of(question, answer), true),
          set_config('app.answer_' || question, answer, true);
END $$;
CREATE OR REPLACE FUNCTION access.recalled(question text) RETURNS uuid[] LANGUAGE plpgsql STABLE
SET search_path = access, pg_temp AS $$
BEGIN
  RETURN access.recalled_text(question)::uuid[];
END $$;
CREATE OR REPLACE FUNCTION access.keep(question text, answer uuid[]) RETURNS void LANGUAGE plpgsql VOLATILE
SET search_path = access, pg_temp AS $$
BEGIN
  PERFORM access.keep_text(question, answer::text, cardinality(answer));
END $$;
REVOKE ALL ON FUNCTION access.recalled_text(text), access.keep_text(text, text, integer) FROM PUBLIC, bus_owner;
SET LOCAL ROLE bus_owner;
"""
TEXTS_BACK = f"""
{import_module("core.access.migrations.0001_context").KEEPING.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")}
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.keep_text(text, text, integer);
DROP FUNCTION access.recalled_text(text);
SET LOCAL ROLE bus_owner;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_below_child_level")]
    operations = [migrations.RunSQL(TEXTS, TEXTS_BACK)]
