"""Definer functions of sign-in: what one session key opens, before any context exists. [security 3, 8]"""

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
