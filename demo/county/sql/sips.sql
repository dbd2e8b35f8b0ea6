-- Every fourth child had a coordinated plan first: its days and the state they have brought it to. Nine in a hundred
-- said no; every tenth plan that was agreed has not been followed up on its day.
sip AS MATERIALIZED (
  SELECT plan.*, key(sip) AS sip_id, %(words)s::jsonb -> mod(chance(30), %(many_words)s)::int AS words,
         mod(chance(31), 100) < 9 AND raised_on + 3 <= %(on)s AS declined,
         mod(chance(31), 100) >= 9 AND raised_on + 3 <= %(on)s AS agreed_to,
         mod(chance(31), 100) >= 9 AND raised_on + 5 <= %(on)s AS begun,
         mod(chance(31), 100) >= 9 AND raised_on + 8 <= %(on)s AS met_called,
         mod(chance(31), 100) >= 9 AND raised_on + 20 < %(on)s AS drafted,
         mod(chance(31), 100) >= 9 AND raised_on + 21 < %(on)s AS active,
         mod(chance(31), 100) >= 19 AND raised_on + 110 < %(on)s AS renewed,
         mod(chance(31), 100) >= 9 AND raised_on + 250 < %(on)s AS ended,
         (raised_on + 3 + time '10:00') AT TIME ZONE 'Europe/Stockholm' AS yes_at,
         (raised_on + 5 + time '10:00') AT TIME ZONE 'Europe/Stockholm' AS begun_at,
         (raised_on + 8 + time '10:00') AT TIME ZONE 'Europe/Stockholm' AS invited_at,
         (raised_on + 20 + time '13:00') AT TIME ZONE 'Europe/Stockholm' AS met_at,
         (raised_on + 21 + time '09:00') AT TIME ZONE 'Europe/Stockholm' AS active_at,
         (raised_on + 100 + time '10:00') AT TIME ZONE 'Europe/Stockholm' AS again_called_at,
         (raised_on + 110 + time '13:00') AT TIME ZONE 'Europe/Stockholm' AS again_at,
         (raised_on + 110 + time '15:00') AT TIME ZONE 'Europe/Stockholm' AS renewed_at
  FROM plan WHERE mod(i / %(schools)s::bigint, 4) = 0
),
taking_part AS (
  SELECT sip.*, u.who, u.unit, u.assignment, u.mandate
  FROM sip CROSS JOIN LATERAL (VALUES
    (1, school, teacher, false), (2, social, worker, false), (3, bup, clinic, true), (4, school, head, true)
  ) AS u (who, unit, assignment, mandate)
)
