-- Every fortieth case gave rise to a report of what did not work between the units; every third of them is principled.
INSERT INTO deviations_deviationreport (id, created_at, region_id, code, status, area_id, district_id, reporter_id,
  unit_id, principal_id, event_on, kind, category, cause, description, effect, tried, suggestion, is_principled, principled_reason,
  reviewed_category, pattern, levels, is_copied, withdraw_reason, first_sent_on, reacted_on, submitted_on, received_on,
  answered_on, closed_on)
{plan}, told AS (
  SELECT plan.*, mod(i, 120) = 0 AS principled, raised_on + 3 AS sent, raised_on + 10 AS submitted,
         raised_on + 14 AS received, raised_on + 35 AS answered
  FROM plan WHERE mod(i, 40) = 0 AND raised_on + 3 <= %(on)s
)
SELECT key(report), raised_at + interval '3 days', region, report_code(i),
  CASE WHEN NOT principled THEN CASE WHEN raised_on + 20 <= %(on)s THEN 'resolved' ELSE 'with_line_manager' END
       WHEN submitted > %(on)s THEN 'principled' WHEN received > %(on)s THEN 'submitted'
       WHEN answered > %(on)s THEN 'received' ELSE 'closed' END,
  area, district, teacher, school, principal, raised_on, 'shortcoming', %(category)s, '', pick(shortcomings, 26), 'delayed', '', '',
  principled, CASE WHEN principled THEN 'Samma sak händer i flera stadsdelar.' ELSE '' END, '', '',
  CASE WHEN principled THEN ARRAY['line_manager', 'secretariat'] ELSE ARRAY['line_manager'] END, false, '', sent,
  CASE WHEN sent + 3 <= %(on)s THEN sent + 3 END,
  CASE WHEN principled AND submitted <= %(on)s THEN submitted END,
  CASE WHEN principled AND received <= %(on)s THEN received END,
  CASE WHEN principled AND answered <= %(on)s THEN answered END,
  CASE WHEN principled AND answered <= %(on)s THEN answered END
FROM told;

INSERT INTO deviations_deviationcounterpart (id, created_at, region_id, report_id, unit_id, principal_id)
{plan}
SELECT key(side), raised_at + interval '3 days', region, key(report), social, principal
FROM plan WHERE mod(i, 40) = 0 AND raised_on + 3 <= %(on)s;

INSERT INTO deviations_deviationstep (id, created_at, region_id, report_id, sequence, from_status, to_status, at, by_id,
  text, reason)
{plan}
SELECT key(step), raised_at + interval '3 days', region, key(report), 1, 'draft', 'with_line_manager',
  raised_at + interval '3 days', teacher, '', ''
FROM plan WHERE mod(i, 40) = 0 AND raised_on + 3 <= %(on)s;

INSERT INTO sip_casedeviation (id, created_at, region_id, case_id, code, noted_by_id)
{plan}
SELECT key(noted), raised_at + interval '3 days', region, case_id,
  report_code(i), teacher
FROM plan WHERE mod(i, 40) = 0 AND raised_on + 3 <= %(on)s
