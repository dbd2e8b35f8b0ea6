"""Who reads what was said of a meeting: its forum, once three have answered; nobody reads one answer. [F37, ADR 12]"""

from django.db import migrations

from core.access.migration_ops import policy_function, protect, same_region
from groups.answers.sums import LONGEST
from groups.evaluation.models import LEAST
from groups.meetings.states import TOOK_PLACE
from groups.meetings.tables_sql import FORUM, ME, words

GIVEN, SUM = TABLES = ("groups_evaluationgiven", "groups_evaluationsum")
WAS_THERE = "i.attendance = 'present' AND i.item_id IS NULL"

# One answer of one who was there, once: that it was given, and all of what was said of the meeting written anew, so
# that neither the order of rows nor the transaction of any tells whose is which.
ANSWER = f"""
DECLARE
  held record;
BEGIN
  IF (SELECT count(*) NOT BETWEEN 1 AND 5
        OR bool_or(g.key !~ '^[a-z_]{{1,40}}$' OR g.value IS NULL OR g.value !~ '^[1-5]$')
      FROM jsonb_each_text(given) g) OR line IS NULL OR char_length(line) > {LONGEST} THEN
    RAISE EXCEPTION 'no answer to what is asked of a meeting' USING ERRCODE = 'check_violation';
  END IF;
  SELECT t.region_id, t.forum_id, i.assignment_id INTO held
  FROM groups_meeting t JOIN groups_invitation i ON i.meeting_id = t.id
  WHERE t.id = wanted AND t.region_id = access.region_id() AND t.status IN {words(TOOK_PLACE)}
    AND i.assignment_id = {ME} AND {WAS_THERE};
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only who was there says how it was' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO {GIVEN} (id, created_at, region_id, forum_id, meeting_id, assignment_id)
  VALUES (gen_random_uuid(), access.moment(), held.region_id, held.forum_id, wanted, held.assignment_id)
  ON CONFLICT (meeting_id, assignment_id) DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO {SUM} AS s (id, region_id, forum_id, meeting_id, asked, answers, scores, words)
  SELECT gen_random_uuid(), held.region_id, held.forum_id, wanted,
    (SELECT count(*) FROM groups_invitation i WHERE i.meeting_id = wanted AND {WAS_THERE}), 1,
    jsonb_object_agg(g.key, (
      SELECT jsonb_agg((v = g.value::integer)::integer ORDER BY v) FROM generate_series(1, 5) v)),
    CASE WHEN line = '' THEN ARRAY[]::varchar[] ELSE ARRAY[line]::varchar[] END
  FROM jsonb_each_text(given) g
  ON CONFLICT (meeting_id) DO UPDATE SET answers = s.answers + 1,
    scores = s.scores || (
      SELECT jsonb_object_agg(n.key, (
        SELECT jsonb_agg(coalesce((s.scores -> n.key ->> (v - 1))::integer, 0) + (n.value ->> (v - 1))::integer
                         ORDER BY v)
        FROM generate_series(1, 5) v))
      FROM jsonb_each(excluded.scores) n),
    words = ARRAY(SELECT w FROM unnest(s.words || excluded.words) w ORDER BY w);
  RETURN true;
END
"""
DEFINERS = {"evaluate_meeting"}
KEYS = {
    GIVEN: {"forum": "groups_forum", "meeting": "groups_meeting", "assignment": "people_roleassignment"},
    SUM: {"forum": "groups_forum", "meeting": "groups_meeting"},
}
SAME_FORUM = "\n".join(
    f"ALTER TABLE {one} ADD CONSTRAINT {one}_of_its_meetings_forum FOREIGN KEY (forum_id, meeting_id) "
    "REFERENCES groups_meeting (forum_id, id) DEFERRABLE INITIALLY DEFERRED;"
    for one in TABLES
)
OTHER_FORUM = "\n".join(f"ALTER TABLE {one} DROP CONSTRAINT {one}_of_its_meetings_forum;" for one in TABLES)
PROTECTION = [
    protect(GIVEN, roles={"bus_app": "SELECT", "bus_policy": "INSERT"}, read=f"assignment_id = {ME}"),
    protect(SUM, roles={"bus_app": "SELECT", "bus_policy": "INSERT, UPDATE"}, read=f"{FORUM} AND answers >= {LEAST}"),
    *(same_region(table, f"{column}_id", target) for table, keys in KEYS.items() for column, target in keys.items()),
    migrations.RunSQL(SAME_FORUM, OTHER_FORUM),
    policy_function(
        "evaluate_meeting(wanted uuid, given jsonb, line text)",
        "boolean",
        ANSWER,
        language="plpgsql",
        volatility="VOLATILE",
        grant_to=("bus_app",),
    ),
]
