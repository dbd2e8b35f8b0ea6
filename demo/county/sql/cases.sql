-- The case, its place in the forum, who raised it, which units it concerns and what was tried.
INSERT INTO sip_case (id, created_at, region_id, kind, code, area_id, district_id, created_by_id)
{plan}
SELECT case_id, raised_at, region, 'forum', code(i), area, district, teacher FROM plan ORDER BY i;

INSERT INTO sip_forumcase (case_id, region_id, area_id, district_id, status, reason, question, sex, is_deidentified,
  raising_unit_id, raised_by_id, need_noticed_on, raised_on, convened_on, held_on, outcome_on, first_outcome,
  escalated_on, decided_on, ended_on, return_reason, withdraw_reason, deviation_code,
  escalation_summary)
{plan}
SELECT case_id, region, area, district, status,
  (ARRAY['cooperation_failed', 'cooperation_failed', 'after_sip', 'staff_shortcoming'])[1 + mod(chance(18), 4)],
  pick(questions, 19),
  CASE WHEN of_sex < 46 THEN 'girl' WHEN of_sex < 94 THEN 'boy' WHEN of_sex < 97 THEN 'other' ELSE 'unknown' END,
  called AND NOT agreed, school, teacher, noticed, raised_on, called_on, held_on, outcome_on,
  CASE WHEN NOT concluded THEN '' WHEN solved THEN 'resolved' ELSE 'unresolved' END,
  escalated_on, decided_on, ended_on,
  CASE WHEN status <> 'returned' THEN '' WHEN mod(fate, 2) = 0 THEN 'not_tried' ELSE 'wrong_district' END,
  CASE WHEN status <> 'withdrawn' THEN '' WHEN mod(fate, 2) = 0 THEN 'consent' ELSE 'party' END, '', ''
FROM plan ORDER BY i;

INSERT INTO sip_participation (id, created_at, region_id, case_id, unit_id, assignment_id, part, valid_from,
  added_by_id)
{plan}
SELECT key(raiser), raised_at, region, case_id, school, teacher, 'raiser', raised_at, teacher FROM plan;

INSERT INTO sip_childcase (id, created_at, region_id, case_id, child_id)
{plan}
SELECT key(childcase), raised_at, region, case_id, child_id FROM plan;

INSERT INTO sip_concernedunit (id, created_at, region_id, case_id, unit_id)
{plan}
SELECT key(concerned, u.n), raised_at, region, case_id, u.unit
FROM plan CROSS JOIN LATERAL (VALUES (1, social), (2, bup)) AS u (n, unit);

INSERT INTO sip_contribution (id, created_at, region_id, case_id, unit_id, kind, version, text, correction_reason,
  written_by_id)
{plan}
SELECT key(piece), raised_at, region, case_id, school, 'tried', 1, pick(tried, 17), '', teacher FROM plan
