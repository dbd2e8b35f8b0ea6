-- One level of the sweep for one region, whole: the new state of the row, the event, the notices.
-- {{window}}, {{told_on}}, {{changes}}, {{roles}} and {{conflict}} come from sweeping.py and hold no values.
-- What is due is found in a window of days by index; the row's own state is the anti-join: what has been said is out.
-- Rows that somebody else holds are left for the next minute, so that nobody waits and nobody can deadlock. What was
-- locked is changed in the order it lies, and only what was changed is told.
WITH due AS MATERIALIZED (
  UPDATE obligations_obligation o SET sequence = o.sequence + 1, {changes}
  WHERE o.ctid = ANY (ARRAY(
    SELECT o.ctid FROM obligations_obligation o WHERE o.region_id = %(region)s AND {window}
    LIMIT %(most)s FOR NO KEY UPDATE OF o SKIP LOCKED
  ))
  RETURNING o.id, o.sequence, o.code, o.rule_id, o.case_id, o.owner_role, o.escalate_on, {told_on} AS told_on,
            coalesce(o.owner_id, %(nowhere)s) AS owner_id, coalesce(o.district_id, %(nowhere)s) AS district_id,
            coalesce(o.area_id, %(nowhere)s) AS area_id, coalesce(o.unit_id, %(nowhere)s) AS unit_id,
            coalesce(o.principal_id, %(nowhere)s) AS principal_id
),
said AS (
  INSERT INTO obligations_obligationevent
    (region_id, obligation_id, case_id, sequence, kind, on_date, at, by_id, reason_code, data)
  SELECT %(region)s, id, case_id, sequence, %(kind)s, told_on, %(at)s, NULL, '', '{{}}' FROM due ORDER BY id
  {conflict}
),
-- Who holds which role where, today.
role_scope AS (
  SELECT * FROM unnest(%(roles)s::text[], %(scopes)s::text[]) AS known(role, scope)
),
live AS MATERIALIZED (
  SELECT a.id, a.role,
         CASE s.scope WHEN 'district' THEN a.district_id WHEN 'area' THEN a.area_id WHEN 'unit' THEN a.unit_id
                      WHEN 'principal' THEN a.principal_id ELSE a.region_id END AS place
  FROM people_roleassignment a JOIN role_scope s ON s.role = a.role
  WHERE a.region_id = %(region)s AND a.valid_from <= %(today)s AND (a.valid_to IS NULL OR a.valid_to >= %(today)s)
),
-- Each kind of place once, however many obligations lie there, with what may be told of its cases to those who may open
-- none; and with its named owner while that assignment is in force.
places AS MATERIALIZED (
  SELECT p.*, named.id AS named_id
  FROM (
    SELECT rule_id, code, owner_id, owner_role, district_id, area_id, unit_id, principal_id,
           count(case_id) AS cases, max(told_on) FILTER (WHERE case_id IS NOT NULL) AS told_on,
           min(id::text) FILTER (WHERE case_id IS NOT NULL) AS first
    FROM due GROUP BY rule_id, code, owner_id, owner_role, district_id, area_id, unit_id, principal_id
  ) p
  LEFT JOIN live named ON named.id = p.owner_id
),
wanted AS (
  SELECT p.*, w.role, w.part, s.scope NOT IN ('district', 'unit') AS blind,
         CASE s.scope WHEN 'district' THEN p.district_id WHEN 'area' THEN p.area_id WHEN 'unit' THEN p.unit_id
                      WHEN 'principal' THEN p.principal_id ELSE %(region)s END AS place
  FROM places p
  JOIN obligations_deadlinerule r ON r.id = p.rule_id
  CROSS JOIN LATERAL (
    SELECT p.owner_role AS role, 'owner' AS part WHERE p.named_id IS NULL
    UNION ALL SELECT r.fallback_role, 'fallback' WHERE p.named_id IS NULL
    UNION ALL SELECT told.role, 'told' FROM jsonb_array_elements_text({roles}) AS told(role)
  ) w
  JOIN role_scope s ON s.role = w.role
),
held AS (
  SELECT w.rule_id, w.owner_id, w.owner_role, w.district_id, w.area_id, w.unit_id, w.principal_id, w.part, w.blind,
         live.id AS recipient_id,
         bool_or(w.part = 'owner') OVER (
           PARTITION BY w.rule_id, w.owner_id, w.owner_role, w.district_id, w.area_id, w.unit_id, w.principal_id
         ) AS has_owner
  FROM wanted w JOIN live USING (role, place)
  WHERE live.id IS DISTINCT FROM w.named_id
  UNION ALL
  SELECT rule_id, owner_id, owner_role, district_id, area_id, unit_id, principal_id, 'owner', false, named_id, true
  FROM places WHERE named_id IS NOT NULL
),
-- Whoever owes it is told in full; of the others those whose role may open no case hear of cases blindly.
hearing AS MATERIALIZED (
  SELECT rule_id, owner_id, owner_role, district_id, area_id, unit_id, principal_id, recipient_id,
         bool_or(blind) AND NOT bool_or(part <> 'told') AS blind
  FROM held WHERE part <> 'fallback' OR NOT has_owner
  GROUP BY rule_id, owner_id, owner_role, district_id, area_id, unit_id, principal_id, recipient_id
),
-- In full, one each; or district and number alone, one for all that fell late there together.
notes AS (
  SELECT concat_ws('|', due.id, %(kind)s, due.told_on, h.recipient_id) AS told, h.recipient_id, due.told_on,
         %(notice)s AS kind, 'obligation' AS about_kind, due.id AS about_id, due.case_id, due.id AS obligation_id,
         NULL::bigint AS number
  FROM due JOIN hearing h USING (rule_id, owner_id, owner_role, district_id, area_id, unit_id, principal_id)
  WHERE NOT h.blind OR due.case_id IS NULL
  UNION ALL
  SELECT concat_ws('|', min(p.first), %(kind)s, max(p.told_on), h.recipient_id), h.recipient_id, max(p.told_on),
         %(blind_notice)s, 'district', nullif(district_id, %(nowhere)s), NULL, NULL, sum(p.cases)
  FROM places p JOIN hearing h USING (rule_id, owner_id, owner_role, district_id, area_id, unit_id, principal_id)
  WHERE h.blind AND p.cases > 0 GROUP BY p.code, district_id, h.recipient_id
),
outbox AS (
  INSERT INTO notices_notice
    (id, region_id, kind, level, recipient_id, channel, about_kind, about_id, case_id, obligation_id, number,
     created_at, attempts, message_id)
  SELECT {key} AS key, %(region)s, notes.kind, %(kind)s || ' ' || notes.told_on, notes.recipient_id, channel.name,
         notes.about_kind, notes.about_id, notes.case_id, notes.obligation_id, notes.number, %(at)s, 0, ''
  FROM notes CROSS JOIN (VALUES ('in_app'), ('mail')) AS channel(name)
  ORDER BY key
  {conflict}
)
SELECT count(*), count(*) FILTER (WHERE escalate_on <= %(today)s) FROM due
