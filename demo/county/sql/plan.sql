-- One row a case: where it lies, who is in it, its days and the state they have brought it to by the day %(on)s.
-- All follows from the case's number i and the seed: chance(n) is the case's n:th draw, key(word) a row's id.
WITH place AS (
  SELECT * FROM jsonb_to_recordset(%(places)s::jsonb) AS p (
    n int, region uuid, principal uuid, area uuid, district uuid, school uuid, social uuid, bup uuid, template uuid,
    plan_template uuid, teacher uuid, head uuid, worker uuid, convenor uuid, manager uuid, clinic uuid, chair uuid, steering uuid)
),
drawn AS (
  SELECT i, place.*, key(case) AS case_id, key(child) AS child_id,
         %(on)s::date - 5 - mod(chance(1), CASE WHEN mod(chance(27), 20) = 0 THEN 70 ELSE 1820 END)::int AS noticed,
         mod(chance(2), 5)::int AS wait, mod(chance(5), 5)::int AS notice_days, mod(chance(6), 1000) AS fate,
         CASE WHEN mod(chance(3), 100) < 20 THEN 15 + mod(chance(4), 8) ELSE 5 + mod(chance(4), 9) END::int AS until_call,
         mod(chance(7), 100) >= 25 AS solved, mod(chance(8), 100) >= 12 AS agreed, mod(chance(9), 100) AS of_sex
  FROM generate_series(1, %(cases)s::bigint) AS i JOIN place ON place.n = mod(i, %(schools)s::bigint)
),
dated AS (
  SELECT drawn.*, noticed + wait AS raised_on, noticed + until_call AS call_on,
         noticed + until_call + 5 + notice_days AS meet_on
  FROM drawn
),
placed AS (
  SELECT dated.*, CASE
    WHEN fate < 40 AND raised_on + 2 <= %(on)s THEN 'returned'
    WHEN fate BETWEEN 40 AND 79 AND raised_on + 2 <= %(on)s THEN 'withdrawn'
    WHEN fate < 85 OR call_on > %(on)s THEN 'raised'  -- 80 to 84: nobody ever calls
    WHEN meet_on > %(on)s THEN 'convened'
    WHEN meet_on + 1 > %(on)s THEN 'held'
    WHEN meet_on + 45 <= %(on)s THEN 'closed'
    WHEN solved THEN 'resolved'
    WHEN meet_on + 3 > %(on)s THEN 'unresolved'
    WHEN meet_on + 12 > %(on)s THEN 'escalated'
    ELSE 'decided' END AS status
  FROM dated
),
happened AS (
  SELECT placed.*, status NOT IN ('raised', 'returned', 'withdrawn') AS called,
         status NOT IN ('raised', 'returned', 'withdrawn', 'convened') AS held,
         status NOT IN ('raised', 'returned', 'withdrawn', 'convened', 'held') AS concluded,
         NOT solved AND status IN ('escalated', 'decided', 'closed') AS escalated,
         NOT solved AND status IN ('decided', 'closed') AS decided
  FROM placed
),
plan AS MATERIALIZED (
  SELECT happened.*, agreed AND status NOT IN ('returned', 'withdrawn') AND raised_on + 1 <= %(on)s AS consented,
         CASE WHEN called THEN call_on END AS called_on, CASE WHEN held THEN meet_on END AS held_on,
         CASE WHEN concluded THEN meet_on + 1 END AS outcome_on,
         CASE WHEN escalated THEN meet_on + 3 END AS escalated_on, CASE WHEN decided THEN meet_on + 12 END AS decided_on,
         CASE WHEN status = 'closed' THEN meet_on + 45
              WHEN status IN ('returned', 'withdrawn') THEN raised_on + 2 END AS ended_on,
         (raised_on + time '09:00') AT TIME ZONE 'Europe/Stockholm' AS raised_at,
         (raised_on + 1 + time '10:00') AT TIME ZONE 'Europe/Stockholm' AS consented_at,
         (call_on + time '11:00') AT TIME ZONE 'Europe/Stockholm' AS called_at,
         (meet_on + time '13:00') AT TIME ZONE 'Europe/Stockholm' AS meet_at,
         (meet_on + 1 + time '15:00') AT TIME ZONE 'Europe/Stockholm' AS concluded_at,
         (meet_on + 3 + time '09:00') AT TIME ZONE 'Europe/Stockholm' AS escalated_at,
         (meet_on + 12 + time '14:00') AT TIME ZONE 'Europe/Stockholm' AS decided_at
  FROM happened
)
