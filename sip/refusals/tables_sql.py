"""What the database holds of a no to a plan: the row with the plan, the pattern in counts. [security 3, 7]"""

from core.access.migration_ops import policy_function, same_region
from sip.access.keys_sql import ASSIGNMENT, UNIT
from sip.access.plans_sql import LED, OWN_OR_PLAN
from sip.access.tables_sql import ME, MY_UNIT, doors

TABLE = "sip_refusal"
PROTECTION = doors(
    TABLE,
    "SELECT, INSERT",
    read=OWN_OR_PLAN,
    insert=f"{LED} AND noted_by_id = {ME} AND unit_id <> {MY_UNIT} AND refused_on <= (SELECT access.today())",
)
KEYS = [
    same_region(TABLE, "case_id", "sip_case"),
    same_region(TABLE, "unit_id", UNIT),
    same_region(TABLE, "noted_by_id", ASSIGNMENT),
]

READERS = """('secretariat_officer', 'support_unit_officer', 'regional_member', 'managers_forum_member', 'group_chair',
  'steering_member', 'group_coordinator', 'political_member')"""
# Every no of the region: what units told whoever leads a plan, what they answered to a call, what families answered.
SAID = """
SELECT 'unit' AS who, u.principal_id::text AS party, r.reason, r.refused_on AS day
FROM me JOIN sip_refusal r ON r.region_id = me.region_id JOIN organisations_unit u ON u.id = r.unit_id
UNION ALL
SELECT 'unit', u.principal_id::text, i.refusal_reason, (i.replied_at AT TIME ZONE 'Europe/Stockholm')::date
FROM me JOIN sip_planinvitation i ON i.region_id = me.region_id JOIN organisations_unit u ON u.id = i.unit_id
WHERE i.reply = 'no'
UNION ALL
SELECT 'family', NULL, coalesce(nullif(o.reason_code, ''), 'not_said'), o.answered_on
FROM me JOIN sip_planoffer o ON o.region_id = me.region_id WHERE o.answer = 'no'
"""
# Units and families apart, of finished half-years, by party and by reason but never by both at once: so that no two
# numbers differ by a few. A line is shown from `fewest` on; where those hidden are too few together, the smallest that
# is shown is hidden with them, since the whole less the shown would tell. `fewest` may raise the bar, never lower it.
FIGURES = f"""
WITH me AS (
  SELECT a.region_id FROM access.acting_row() a WHERE a.role IN {READERS}
), said AS ({SAID}), half AS (
  SELECT s.who, s.party, s.reason, greatest(5, fewest) AS bar,
    make_date(extract(year FROM s.day)::integer, CASE WHEN extract(month FROM s.day) <= 6 THEN 1 ELSE 7 END, 1) AS since
  FROM said s
), counted AS (
  SELECT h.since, h.who, CASE WHEN grouping(h.party) = 0 THEN 'party' WHEN grouping(h.reason) = 0 THEN 'reason'
      ELSE 'all' END AS axis, coalesce(h.party, h.reason, '') AS key, h.bar, count(*) AS number
  FROM half h WHERE h.since + interval '6 months' <= access.today()
  GROUP BY GROUPING SETS ((h.since, h.who, h.bar, h.party), (h.since, h.who, h.bar, h.reason), (h.since, h.who, h.bar))
), placed AS (
  SELECT c.*, sum(CASE WHEN c.number < c.bar THEN c.number ELSE 0 END) OVER (PARTITION BY c.since, c.who, c.axis)
      AS hidden,
    row_number() OVER (PARTITION BY c.since, c.who, c.axis, c.number >= c.bar ORDER BY c.number, c.key) AS place
  FROM counted c
)
SELECT p.since, p.who, p.axis, p.key, p.number::integer FROM placed p
WHERE p.number >= p.bar AND NOT (p.place = 1 AND p.hidden BETWEEN 1 AND p.bar - 1)
  AND NOT (p.who = 'family' AND p.axis = 'party')
"""  # noqa: S608  (constants only)
FUNCTION = policy_function(
    "sip_refusals(fewest integer)",
    "TABLE (half_year date, who text, axis text, key text, number integer)",
    FIGURES,
    grant_to=("bus_app",),
)
WORDS = "GRANT UPDATE (reason_code) ON sip_planoffer TO bus_app"
NO_WORDS = "REVOKE UPDATE (reason_code) ON sip_planoffer FROM bus_app"
