"""What the database holds of the survey: codes behind the plan's doors, counts behind nobody's. [ADR 12, security 3]"""

from core.access.migration_ops import protect
from sip.access.plans_sql import LED, PLAN
from sip.access.tables_sql import ME, doors

# Opened by one who leads the plan, for a meeting of it that was held, to the child or to a guardian of the own record.
OPENS = f"""{PLAN} AND {LED} AND opened_by_id = {ME} AND answered_on IS NULL
  AND opened_on = (SELECT access.today()) AND expires_on BETWEEN opened_on AND opened_on + 90
  AND EXISTS (SELECT FROM sip_planmeeting m
              WHERE m.id = meeting_id AND m.case_id = sip_surveycode.case_id AND m.status = 'held')
  AND (guardian_id IS NULL OR EXISTS (
    SELECT FROM sip_guardian g JOIN sip_childcase l ON l.child_id = g.child_id
    WHERE g.id = guardian_id AND l.case_id = sip_surveycode.case_id))"""  # noqa: S608  (constants only)

PROTECTION = [
    doors("sip_surveycode", "SELECT, INSERT", read=PLAN, insert=OPENS),
    protect("sip_surveytally", roles={"bus_policy": "INSERT, UPDATE"}),
]

# A code is used by a row that says so, and counted by rows that do not say whose: both in one transaction.
USING = "GRANT UPDATE (code_hash, answered_on) ON sip_surveycode TO bus_policy"
NOT_USING = "REVOKE UPDATE (code_hash, answered_on) ON sip_surveycode FROM bus_policy"

# Which survey a code opens. `hashes`: of the one code, under each key that may have made it.
CODE = """
SELECT c.kind::text, c.version FROM sip_surveycode c
WHERE c.code_hash = ANY (hashes) AND c.code_hash <> '' AND c.answered_on IS NULL AND c.expires_on >= access.today()
"""

# What that survey asks, as the region's profile declares its version; null where the profile was stored before profiles
# said it. The latest profile knows all versions that have begun.
ASKED = """
SELECT asked.version FROM sip_surveycode c
CROSS JOIN LATERAL (SELECT p.data FROM regions_regionprofile p WHERE p.region_id = c.region_id
  ORDER BY p.version DESC LIMIT 1) profile
CROSS JOIN LATERAL jsonb_array_elements(profile.data -> 'sip_survey_versions') asked(version)
WHERE c.code_hash = ANY (hashes) AND c.code_hash <> '' AND c.answered_on IS NULL AND c.expires_on >= access.today()
  AND (asked.version ->> 'version')::integer = c.version
"""

# Every count of the questions is written, also those that stay as they are: which rows an answer touched tells nothing.
ANSWER = """
DECLARE
  spent record;
BEGIN
  IF (SELECT count(*) NOT BETWEEN 1 AND 20
        OR bool_or(g.key !~ '^[a-z_]{1,30}$' OR g.value IS NULL OR g.value !~ '^[0-5]$')
      FROM jsonb_each_text(given) g) THEN
    RAISE EXCEPTION 'no answers to a survey' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE sip_surveycode c SET code_hash = '', answered_on = access.today()
  WHERE c.code_hash = ANY (hashes) AND c.code_hash <> '' AND c.answered_on IS NULL AND c.expires_on >= access.today()
  RETURNING c.region_id, c.case_id, c.kind, c.version INTO spent;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO sip_surveytally AS t (id, region_id, area_id, kind, version, half_year, item, value, answers)
  SELECT gen_random_uuid(), spent.region_id, k.area_id, spent.kind, spent.version,
    make_date(extract(year FROM access.today())::integer,
              CASE WHEN extract(month FROM access.today()) <= 6 THEN 1 ELSE 7 END, 1),
    g.key, v, (v = g.value::integer)::integer
  FROM sip_case k, jsonb_each_text(given) g, generate_series(0, 5) v
  WHERE k.id = spent.case_id ORDER BY g.key, v
  ON CONFLICT (region_id, area_id, kind, version, half_year, item, value)
  DO UPDATE SET answers = t.answers + excluded.answers;
  RETURN true;
END
"""

# Sums of finished half-years only, so that no two looks differ by one answer. An area is shown when enough have
# answered; where those hidden are too few together, the smallest that is shown is hidden with them, since the region
# less the shown would tell. `fewest` may raise the bar, never lower it.
ALL_AREAS = "('secretariat_officer', 'support_unit_officer', 'regional_member', 'managers_forum_member')"
OWN_AREA = "('group_chair', 'steering_member', 'group_coordinator')"
WHOLE_ONLY = "('political_member')"
FIGURES = f"""
WITH me AS (
  SELECT a.region_id, a.role, a.area_id FROM access.acting_row() a
  WHERE a.role IN {ALL_AREAS} OR a.role IN {OWN_AREA} OR a.role IN {WHOLE_ONLY}
), counted AS (
  SELECT t.area_id, t.kind, t.version, t.half_year, t.item,
    coalesce(sum(t.answers) FILTER (WHERE t.value > 0), 0) AS answers,
    coalesce(sum(t.answers) FILTER (WHERE t.value >= 4), 0) AS high,
    coalesce(sum(t.answers * t.value), 0) AS total
  FROM me JOIN sip_surveytally t ON t.region_id = me.region_id
  WHERE t.half_year + interval '6 months' <= access.today()
  GROUP BY 1, 2, 3, 4, 5
), enough AS (
  SELECT c.*, greatest(5, fewest) AS bar FROM counted c
), placed AS (
  SELECT e.*, sum(CASE WHEN e.answers < e.bar THEN e.answers ELSE 0 END) OVER question AS hidden,
    row_number() OVER (PARTITION BY e.kind, e.version, e.half_year, e.item, e.answers >= e.bar
                       ORDER BY e.answers, e.area_id) AS place
  FROM enough e
  WINDOW question AS (PARTITION BY e.kind, e.version, e.half_year, e.item)
)
SELECT p.area_id, p.kind::text, p.version, p.half_year, p.item::text, p.answers::integer, p.high::integer,
  p.total::integer
FROM placed p JOIN me ON me.role IN {ALL_AREAS} OR (me.role IN {OWN_AREA} AND p.area_id = me.area_id)
WHERE p.answers >= p.bar AND NOT (p.place = 1 AND p.hidden BETWEEN 1 AND p.bar - 1)
UNION ALL
SELECT NULL, e.kind::text, e.version, e.half_year, e.item::text, sum(e.answers)::integer, sum(e.high)::integer,
  sum(e.total)::integer
FROM enough e GROUP BY e.kind, e.version, e.half_year, e.item, e.bar HAVING sum(e.answers) >= e.bar
"""  # noqa: S608  (constants only)
