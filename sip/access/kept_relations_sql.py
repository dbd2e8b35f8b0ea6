"""Who stands in which relation is kept for the moment, as the answers that follow from it are. [ADR 8]

A page puts several questions of the wall, and each follows from the same relations: they are worked out once.
"""

from django.db import migrations

from core.access.migration_ops import policy_function
from sip.access.questions import RELATION

NAME, ASKED = "access.case_relations()", "access.asked_case_relations()"

KEPT = """
#variable_conflict use_column
DECLARE
  answer access.case_relation[] := access.recalled_text('relations')::access.case_relation[];
BEGIN
  IF answer IS NULL THEN
    answer := ARRAY(
      SELECT (r.case_id, r.relation, r.unit_id)::access.case_relation FROM access.asked_case_relations() r
    );
    PERFORM access.keep_text('relations', answer::text, cardinality(answer));
  END IF;
  RETURN QUERY SELECT a.case_id, a.relation, a.unit_id FROM unnest(answer) a;
END
"""


def _as(name: str, other: str) -> str:
    """The function under another name, word for word as it stands."""
    return f"""
DO $do$ BEGIN
  EXECUTE replace(pg_get_functiondef('{name}'::regprocedure), '{name}', '{other}');
END $do$;
"""


ASK = f"""
SET LOCAL ROLE bus_policy;
CREATE TYPE access.case_relation AS (case_id uuid, relation text, unit_id uuid);
{_as(NAME, ASKED)}
REVOKE ALL ON FUNCTION {ASKED} FROM PUBLIC, bus_owner;
SET LOCAL ROLE bus_owner;
"""
ASK_BACK = f"""
SET LOCAL ROLE bus_policy;
{_as(ASKED, NAME)}
DROP FUNCTION {ASKED};
DROP TYPE access.case_relation;
SET LOCAL ROLE bus_owner;
"""
KEEP = policy_function("case_relations()", RELATION, KEPT, language="plpgsql")

KEPT_RELATIONS = [
    migrations.RunSQL(ASK, ASK_BACK),
    migrations.RunSQL(KEEP.sql, migrations.RunSQL.noop),  # undone by ASK_BACK
]
