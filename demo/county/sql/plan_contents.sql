-- What the plan says as it stands: the region's headings, the child's and a guardian's words, a goal and its measures.
INSERT INTO sip_plansection (id, created_at, region_id, case_id, template_id, key, heading, help, required, position,
  text, version, saved_by_id, saved_at)
{sips}
SELECT key(sip_section, s.place), invited_at, region, sip_id, plan_template, s.body ->> 'key', s.body ->> 'heading',
  coalesce(s.body ->> 'help', ''), coalesce((s.body ->> 'required')::boolean, false), s.place - 1,
  CASE WHEN drafted THEN coalesce(words -> 'sections' ->> (s.body ->> 'key'), '') ELSE '' END,
  CASE WHEN drafted AND words -> 'sections' ? (s.body ->> 'key') THEN 1 ELSE 0 END,
  CASE WHEN drafted AND words -> 'sections' ? (s.body ->> 'key') THEN worker END,
  CASE WHEN drafted AND words -> 'sections' ? (s.body ->> 'key') THEN met_at END
FROM sip JOIN groups_minutestemplate t ON t.id = sip.plan_template
CROSS JOIN LATERAL jsonb_array_elements(t.sections) WITH ORDINALITY AS s (body, place) WHERE met_called;

INSERT INTO sip_planvoice (id, created_at, region_id, case_id, whose, name, words, heard, heard_on, informed_how,
  not_asked_reason, written_by_id)
{sips}
SELECT key(sip_voice, 1), met_at, sip.region, sip_id, 'child', h.given_name, words ->> 'child', 'meeting', raised_on + 20,
  '', '', worker
FROM sip JOIN sip_child h ON h.id = sip.child_id WHERE drafted
UNION ALL
SELECT key(sip_voice, 2), met_at + interval '1 minute', sip.region, sip_id, 'guardian', g.name, words ->> 'guardian',
  'meeting', raised_on + 20, '', '', worker
FROM sip JOIN sip_guardian g ON g.id = key(guardian, 1) WHERE drafted;

INSERT INTO sip_plangoal (id, created_at, region_id, case_id, horizon, text, position, version, is_reached,
  written_by_id)
{sips}
SELECT key(sip_goal), met_at, region, sip_id, 'long', words ->> 'goal', 0, 1, CASE WHEN ended THEN true END, worker
FROM sip WHERE drafted;

INSERT INTO sip_planmeasure (id, created_at, region_id, case_id, goal_id, text, doer, unit_id, assignment_id, person,
  due_on, position, version, result, result_text, followed_up_on, written_by_id)
{sips}
SELECT key(sip_measure, m.place), met_at, region, sip_id, key(sip_goal), words ->> m.word, m.doer, m.unit, m.assignment,
  '', raised_on + 200, m.place, 1, CASE WHEN ended THEN 'done' ELSE '' END,
  CASE WHEN ended THEN words ->> 'result' ELSE '' END, CASE WHEN ended THEN raised_on + 250 END, worker
FROM sip CROSS JOIN LATERAL (VALUES
  (0, 'school', 'unit', school, teacher), (1, 'social', 'unit', social, worker), (2, 'health', 'unit', bup, clinic),
  (3, 'family', 'family', NULL, NULL)
) AS m (place, word, doer, unit, assignment) WHERE drafted;

INSERT INTO sip_costrecord (id, created_at, region_id, case_id, unit_id, agreed_on, text, written_by_id)
{sips}
SELECT key(sip_cost), active_at, region, sip_id, school, raised_on + 21, %(cost)s, teacher FROM sip WHERE active
