"""When units end and areas change: what is left to hand over, in numbers, and which managers an open case reaches.

An administrator sees no case; how many there are in a unit that is to end is all that is told, and to nobody else.
[S-04, security 1-3]
"""

from sip.access.joining_sql import IN_FORCE, STEERS, steers

LEFT = """
WITH me AS MATERIALIZED (SELECT * FROM access.acting_row() AS r WHERE r.role = 'region_admin'),
open_case AS (
  SELECT f.case_id, f.district_id, f.region_id FROM sip_forumcase f
  WHERE f.status NOT IN ('returned', 'closed', 'withdrawn')
  UNION ALL
  SELECT p.case_id, p.district_id, p.region_id FROM sip_sipplan p
  WHERE p.status NOT IN ('not_needed', 'closed', 'transferred', 'stopped'))
SELECT
  (SELECT count(DISTINCT o.case_id)::int FROM me JOIN open_case o ON o.region_id = me.region_id
   JOIN sip_participation s ON s.case_id = o.case_id AND s.region_id = o.region_id
   WHERE s.unit_id = ANY (units) AND s.valid_to IS NULL),
  (SELECT count(DISTINCT c.child_id)::int FROM me JOIN sip_contact c ON c.region_id = me.region_id
   WHERE c.unit_id = ANY (units) AND c.valid_to IS NULL),
  (SELECT count(DISTINCT o.case_id)::int FROM me JOIN open_case o ON o.region_id = me.region_id
   WHERE o.district_id = ANY (districts))
"""
LEFT_COLUMNS = "TABLE (cases int, children int, placed int)"

# The managers of the area that the case's district lies in today: its own may have been split or merged since.
TODAYS_AREA = f"""coalesce((SELECT d.area_id FROM organisations_areadistrict d
    WHERE d.district_id = f.district_id AND {IN_FORCE.format("d")}), f.area_id)"""
STEERS_TODAY = steers(area=TODAYS_AREA)
STEERED_TODAY = f"ALTER POLICY sip_concernedmanager_insert_app_1 ON sip_concernedmanager WITH CHECK ({STEERS_TODAY})"
STEERED_BEFORE = f"ALTER POLICY sip_concernedmanager_insert_app_1 ON sip_concernedmanager WITH CHECK ({STEERS})"
