"""Who opens a survey, who answers and who reads: the group, when it is closed and enough have answered. [ADR 12]"""

from django.db import migrations

from core.access.migration_ops import policy_function, protect, same_region
from groups.answers.sums import LONGEST
from groups.meetings.tables_sql import FORUM, IN_FORCE, LEADS, ME

ROUND, GIVEN, SUM = TABLES = ("groups_surveyround", "groups_surveygiven", "groups_surveysum")
PEOPLE = "people_roleassignment"
SENDER = """EXISTS (SELECT FROM access.acting_row() AS me
    WHERE me.role IN ('secretariat_officer', 'support_unit_officer'))"""
OPENS = f"opened_by_id = {ME} AND answers = 0 AND opened_on = access.today() AND ({LEADS} OR {SENDER} AND {FORUM})"
SHOWN = f"""{FORUM} AND EXISTS (SELECT FROM {ROUND} r
    WHERE r.id = round_id AND r.closes_on < access.today() AND r.answers >= r.least)"""

# One answer of one who sits there, once: that it was given, and all of what was said written anew, so that neither the
# order of rows nor the transaction of any tells whose is which.
ANSWER = f"""
DECLARE
  held record;
BEGIN
  SELECT r.region_id, r.forum_id, r.questions, r.steps INTO held FROM {ROUND} r
  WHERE r.id = wanted AND r.region_id = access.region_id()
    AND access.today() BETWEEN r.opened_on AND r.closes_on
    AND EXISTS (SELECT FROM groups_membership m WHERE m.forum_id = r.forum_id AND m.assignment_id = {ME}
      AND m.is_substitute_for_id IS NULL AND {IN_FORCE});
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only who sits there answers, while it is open' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF line IS NULL OR char_length(line) > {LONGEST}
     OR (SELECT count(*) <> cardinality(held.questions) OR bool_or(CASE
           WHEN g.key <> ALL (held.questions) OR g.value IS NULL OR g.value !~ '^[0-9]{{1,2}}$' THEN true
           ELSE g.value::integer NOT BETWEEN 1 AND held.steps END)
         FROM jsonb_each_text(given) g) THEN
    RAISE EXCEPTION 'no answer to what is asked' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO {GIVEN} (id, created_at, region_id, forum_id, round_id, assignment_id)
  VALUES (gen_random_uuid(), access.moment(), held.region_id, held.forum_id, wanted, {ME})
  ON CONFLICT (round_id, assignment_id) DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO {SUM} AS s (id, region_id, forum_id, round_id, scores, words)
  SELECT gen_random_uuid(), held.region_id, held.forum_id, wanted,
    jsonb_object_agg(g.key, (
      SELECT jsonb_agg((v = g.value::integer)::integer ORDER BY v) FROM generate_series(1, held.steps) v)),
    CASE WHEN line = '' THEN ARRAY[]::varchar[] ELSE ARRAY[line]::varchar[] END
  FROM jsonb_each_text(given) g
  ON CONFLICT (round_id) DO UPDATE SET
    scores = (
      SELECT jsonb_object_agg(n.key, (
        SELECT jsonb_agg((s.scores -> n.key ->> (v - 1))::integer + (n.value ->> (v - 1))::integer ORDER BY v)
        FROM generate_series(1, held.steps) v))
      FROM jsonb_each(excluded.scores) n),
    words = ARRAY(SELECT w FROM unnest(s.words || excluded.words) w ORDER BY w);
  UPDATE {ROUND} SET answers = answers + 1 WHERE id = wanted;
  RETURN true;
END
"""
DEFINERS = {"answer_survey"}
KEYS = {
    ROUND: {"forum": "groups_forum", "opened_by": PEOPLE},
    GIVEN: {"forum": "groups_forum", "round": ROUND, "assignment": PEOPLE},
    SUM: {"forum": "groups_forum", "round": ROUND},
}
OF_ITS_ROUND = f"ALTER TABLE {ROUND} ADD CONSTRAINT {ROUND}_forum_key UNIQUE (forum_id, id);" + "\n".join(
    f"ALTER TABLE {one} ADD CONSTRAINT {one}_of_its_rounds_forum FOREIGN KEY (forum_id, round_id) "
    f"REFERENCES {ROUND} (forum_id, id) DEFERRABLE INITIALLY DEFERRED;"
    for one in (GIVEN, SUM)
)
APART = (
    "\n".join(f"ALTER TABLE {one} DROP CONSTRAINT {one}_of_its_rounds_forum;" for one in (GIVEN, SUM))
    + f"ALTER TABLE {ROUND} DROP CONSTRAINT {ROUND}_forum_key;"
)
CLOCK = migrations.RunSQL(
    f"CREATE POLICY {ROUND}_update_worker ON {ROUND} FOR UPDATE TO bus_worker USING (true) WITH CHECK (true);"
    f"GRANT UPDATE (reminded_on, told_on) ON {ROUND} TO bus_worker;",
    f"DROP POLICY {ROUND}_update_worker ON {ROUND}; REVOKE UPDATE ON {ROUND} FROM bus_worker;",
)
PROTECTION = [
    protect(
        ROUND,
        roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT", "bus_policy": "UPDATE"},
        read=FORUM,
        insert=OPENS,
    ),
    protect(
        GIVEN,
        roles={"bus_app": "SELECT", "bus_worker": "SELECT", "bus_policy": "INSERT"},
        read=f"assignment_id = {ME}",
    ),
    protect(SUM, roles={"bus_app": "SELECT", "bus_policy": "INSERT, UPDATE"}, read=SHOWN),
    *(same_region(table, f"{column}_id", target) for table, keys in KEYS.items() for column, target in keys.items()),
    migrations.RunSQL(OF_ITS_ROUND, APART),
    CLOCK,
    policy_function(
        "answer_survey(wanted uuid, given jsonb, line text)",
        "boolean",
        ANSWER,
        language="plpgsql",
        volatility="VOLATILE",
        grant_to=("bus_app",),
    ),
]
# The year's count, without the lines: of rounds that are closed and that enough have answered, as the group itself.
COUNTED = migrations.RunSQL(
    f"CREATE POLICY {SUM}_select_worker ON {SUM} FOR SELECT TO bus_worker USING (EXISTS (SELECT FROM {ROUND} r "
    "WHERE r.id = round_id AND r.closes_on < access.today() AND r.answers >= r.least));"
    f"GRANT SELECT (id, region_id, forum_id, round_id, scores) ON {SUM} TO bus_worker;",
    f"DROP POLICY {SUM}_select_worker ON {SUM}; REVOKE SELECT (id, region_id, forum_id, round_id, scores) ON {SUM} "
    "FROM bus_worker;",
)
