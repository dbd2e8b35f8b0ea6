"""Definer functions of sign-in: who acts in a context, what a session key opens before there is one. [security 3, 8]"""

# With the day read from the context once: this row is asked for by every question of the wall.
ACTING_ROW = """
SELECT a.id, a.role::text, a.unit_id, a.district_id, a.area_id, coalesce(u.principal_id, a.principal_id), a.region_id,
       a.person_id, a.user_id
FROM access.verified_context() AS c(parts)
CROSS JOIN LATERAL (SELECT (coalesce(nullif(c.parts[6], '')::timestamptz, clock_timestamp())
                            AT TIME ZONE 'Europe/Stockholm')::date AS today OFFSET 0) AS d
JOIN people_roleassignment a ON a.id = nullif(c.parts[3], '')::uuid
LEFT JOIN organisations_unit u ON u.id = a.unit_id
WHERE c.parts[1] = 'user' AND a.user_id = nullif(c.parts[2], '')::uuid AND a.region_id = nullif(c.parts[4], '')::uuid
  AND a.valid_from <= d.today AND (a.valid_to IS NULL OR a.valid_to >= d.today)
"""
ACTING_COLUMNS = """TABLE (assignment_id uuid, role text, unit_id uuid, district_id uuid, area_id uuid,
  principal_id uuid, region_id uuid, person_id uuid, user_id uuid)"""
# The same, for what is asked about children: nobody in a session below the level the region wants. [security 1 (1)]
CHILD_LEVEL_ROW = f"{ACTING_ROW.rstrip()} AND c.parts[9] IS NULL\n"

SESSION_ACTOR_COLUMNS = """TABLE (
  session_data text, expire_date timestamptz, started_at timestamptz, last_seen_at timestamptz,
  signed_in_at timestamptz, factors smallint, ended_at timestamptz,
  user_id uuid, email text, password text, is_active boolean,
  assignment_id uuid, role text, region_id uuid, region_code text, region_name text,
  person_id uuid, person_name text, unit_id uuid, unit_name text, unit_type text, principal_id uuid,
  area_id uuid, area_name text, district_id uuid, district_name text
)"""

SESSION_ACTOR = """
SELECT s.session_data, s.expire_date, s.started_at, s.last_seen_at, s.signed_in_at, s.factors, s.ended_at,
       u.id, u.email, u.password, u.is_active,
       a.id, a.role, a.region_id, r.code, r.name,
       a.person_id, p.given_name || ' ' || p.family_name, a.unit_id, n.name, n.unit_type,
       coalesce(n.principal_id, a.principal_id), a.area_id, o.name, a.district_id, d.name
FROM people_session s
LEFT JOIN people_user u ON u.id = s.user_id
LEFT JOIN people_roleassignment a ON a.id = s.assignment_id AND a.user_id = s.user_id
  AND a.valid_from <= (now() AT TIME ZONE 'Europe/Stockholm')::date
  AND (a.valid_to IS NULL OR a.valid_to >= (now() AT TIME ZONE 'Europe/Stockholm')::date)
LEFT JOIN regions_region r ON r.id = a.region_id
LEFT JOIN people_person p ON p.id = a.person_id
LEFT JOIN organisations_unit n ON n.id = a.unit_id
LEFT JOIN organisations_area o ON o.id = a.area_id
LEFT JOIN organisations_district d ON d.id = a.district_id
WHERE s.session_key = wanted
"""

ASSIGNMENTS_COLUMNS = """TABLE (
  assignment_id uuid, role text, person_name text, unit_name text, area_name text, district_name text,
  region_name text
)"""

ASSIGNMENTS = """
SELECT a.id, a.role, p.given_name || ' ' || p.family_name, n.name, o.name, d.name, r.name
FROM people_session s
JOIN people_roleassignment a ON a.user_id = s.user_id
  AND a.valid_from <= (now() AT TIME ZONE 'Europe/Stockholm')::date
  AND (a.valid_to IS NULL OR a.valid_to >= (now() AT TIME ZONE 'Europe/Stockholm')::date)
JOIN people_person p ON p.id = a.person_id
JOIN regions_region r ON r.id = a.region_id
LEFT JOIN organisations_unit n ON n.id = a.unit_id
LEFT JOIN organisations_area o ON o.id = a.area_id
LEFT JOIN organisations_district d ON d.id = a.district_id
WHERE s.session_key = wanted AND s.ended_at IS NULL AND s.expire_date > now()
ORDER BY a.role, a.id
"""

JOB_REGIONS = """
SELECT r.id, r.code::text FROM regions_region r
WHERE access.kind() IN ('job', 'command') ORDER BY r.code
"""
