-- One level of the sweep for one region, whole: the event, the new state of the row, the notices.
-- {window}, {told_on}, {changes} and {roles} come from sweeping.py and hold no values.
-- What is due is found in a window of days by index; the row's own state is the anti-join: what has been said is out.
-- Rows that somebody else holds are left for the next minute, so that nobody waits and nobody can deadlock.
-- No part joins one long list with another, so that a wrong guess of their lengths costs nothing.
WITH due AS MATERIALIZED (
  SELECT o.id, o.sequence, o.code, o.rule_id, o.case_id, o.due_on, o.warn_on, o.owner_role,
         coalesce(o.district_id, %(nowhere)s) AS district_id, coalesce(o.area_id, %(nowhere)s) AS area_id,
         coalesce(o.unit_id, %(nowhere)s) AS unit_id, {told_on} AS told_on,
         a.id AS named_id
  FROM obligations_obligation o
  LEFT JOIN people_roleassignment a ON a.id = o.owner_id
    AND a.valid_from <= %(today)s AND (a.valid_to IS NULL OR a.valid_to >= %(today)s)
  WHERE o.region_id = %(region)s AND {window}
  ORDER BY o.id
  FOR NO KEY UPDATE OF o SKIP LOCKED
),
said AS (
  INSERT INTO obligations_obligationevent
    (region_id, obligation_id, case_id, sequence, kind, on_date, at, by_id, reason_code, data)
  SELECT %(region)s, due.id, due.case_id, due.sequence + 1, %(kind)s, due.told_on, %(at)s, NULL, '', '{{}}' FROM due
  ON CONFLICT DO NOTHING
),
changed AS (
  UPDATE obligations_obligation o SET sequence = due.sequence + 1, {changes}
  FROM due WHERE o.id = due.id
),
-- Who holds which role where, today.
role_scope AS (
  SELECT * FROM unnest(%(roles)s::text[], %(scopes)s::text[]) AS known(role, scope)
),
live AS MATERIALIZED (
  SELECT a.id, a.role,
         CASE s.scope WHEN 'district' THEN a.district_id WHEN 'area' THEN a.area_id WHEN 'unit' THEN a.unit_id
                      ELSE a.region_id END AS place
  FROM people_roleassignment a JOIN role_scope s ON s.role = a.role
  WHERE a.region_id = %(region)s AND a.valid_from <= %(today)s AND (a.valid_to IS NULL OR a.valid_to >= %(today)s)
),
-- Each kind of place once, however many obligations lie there.
places AS MATERIALIZED (
  SELECT DISTINCT rule_id, owner_role, district_id, area_id, unit_id FROM due
),
wanted AS (
  SELECT p.*, w.role, w.part, s.scope NOT IN ('district', 'unit') AS blind,
         CASE s.scope WHEN 'district' THEN p.district_id WHEN 'area' THEN p.area_id WHEN 'unit' THEN p.unit_id
                      ELSE %(region)s END AS place
  FROM places p
  JOIN obligations_deadlinerule r ON r.id = p.rule_id
  CROSS JOIN LATERAL (
    SELECT p.owner_role AS role, 'owner' AS part
    UNION ALL SELECT r.fallback_role, 'fallback'
    UNION ALL SELECT told.role, 'told' FROM jsonb_array_elements_text({roles}) AS told(role)
  ) w
  JOIN role_scope s ON s.role = w.role
),
held AS (
  SELECT w.*, live.id AS recipient_id,
         bool_or(w.part = 'owner') OVER (
           PARTITION BY w.rule_id, w.owner_role, w.district_id, w.area_id, w.unit_id) AS has_owner
  FROM wanted w JOIN live USING (role, place)
),
hearing AS MATERIALIZED (
  SELECT rule_id, owner_role, district_id, area_id, unit_id, recipient_id,
         bool_or(part = 'owner' OR (part = 'fallback' AND NOT has_owner)) AS owes,
         bool_or(part = 'told') AS told, bool_or(blind) AS blind
  FROM held GROUP BY rule_id, owner_role, district_id, area_id, unit_id, recipient_id
),
heard AS MATERIALIZED (
  SELECT id, code, case_id, district_id, told_on, named_id AS recipient_id, false AS blind
  FROM due WHERE named_id IS NOT NULL
  UNION ALL
  SELECT due.id, due.code, due.case_id, due.district_id, due.told_on, h.recipient_id,
         h.blind AND due.case_id IS NOT NULL AND NOT (h.owes AND due.named_id IS NULL)
  FROM due JOIN hearing h USING (rule_id, owner_role, district_id, area_id, unit_id)
  WHERE (h.told OR (h.owes AND due.named_id IS NULL)) AND h.recipient_id IS DISTINCT FROM due.named_id
),
-- In full, one each; or district and number alone, one for all that fell late there together.
notes AS (
  SELECT id::text AS first, recipient_id, told_on, %(notice)s AS kind, 'obligation' AS about_kind, id AS about_id,
         case_id, id AS obligation_id, NULL::bigint AS number
  FROM heard WHERE NOT blind
  UNION ALL
  SELECT min(id::text), recipient_id, max(told_on), %(blind_notice)s, 'district', nullif(district_id, %(nowhere)s),
         NULL, NULL, count(*)
  FROM heard WHERE blind GROUP BY code, district_id, recipient_id
),
outbox AS (
  INSERT INTO notices_notice
    (id, region_id, kind, level, recipient_id, channel, about_kind, about_id, case_id, obligation_id, number,
     created_at, attempts, message_id)
  SELECT {key}, %(region)s, notes.kind, %(kind)s || ' ' || notes.told_on, notes.recipient_id, channel.name,
         notes.about_kind, notes.about_id, notes.case_id, notes.obligation_id, notes.number, %(at)s, 0, ''
  FROM notes CROSS JOIN (VALUES ('in_app'), ('mail')) AS channel(name)
  ON CONFLICT DO NOTHING
)
SELECT count(*) FROM due
