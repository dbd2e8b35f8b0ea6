-- The sitting: who was called and came, its minutes by the region's template, its decisions; then what it used up.
INSERT INTO sip_occasion (id, created_at, region_id, case_id, number, status, starts_at, place, family_present,
  is_deidentified, consent_id, called_by_id, called_at, held_at, outcome, cancel_reason)
{plan}
SELECT key(occasion), called_at, region, case_id, 1, CASE WHEN held THEN 'held' ELSE 'called' END, meet_at,
  'Stadsdelshuset, rum 3', false, NOT agreed, CASE WHEN agreed THEN key(consent) END, convenor, called_at,
  CASE WHEN held THEN meet_at END,
  CASE WHEN NOT concluded THEN '' WHEN solved THEN 'resolved' ELSE 'unresolved' END, ''
FROM plan WHERE called;

INSERT INTO sip_call (id, created_at, region_id, case_id, occasion_id, unit_id, assignment_id, has_mandate, reply,
  replied_at, attendance)
{plan}
SELECT key(call, u.n), called_at, region, case_id, key(occasion), u.unit, u.assignment, true,
  CASE WHEN held THEN 'yes' ELSE 'none' END, CASE WHEN held THEN called_at + interval '1 day' END,
  CASE WHEN NOT held THEN 'unknown' WHEN u.n = 2 AND mod(chance(21), 10) = 0 THEN 'absent' ELSE 'present' END
FROM plan CROSS JOIN LATERAL (VALUES (1, social, manager), (2, bup, clinic)) AS u (n, unit, assignment) WHERE called;

INSERT INTO sip_participation (id, created_at, region_id, case_id, unit_id, assignment_id, part, occasion_id,
  valid_from, valid_to, added_by_id)
{plan}
SELECT key(called, u.n), called_at, region, case_id, u.unit, u.assignment, 'called', key(occasion), called_at,
  CASE WHEN held THEN meet_at + interval '2 hours' END, convenor
FROM plan CROSS JOIN LATERAL (VALUES (1, social, manager), (2, bup, clinic)) AS u (n, unit, assignment) WHERE called;

INSERT INTO sip_minutes (id, created_at, region_id, case_id, occasion_id, template_id, status)
{plan}
SELECT key(minutes), meet_at, region, case_id, key(occasion), template, 'drafted' FROM plan WHERE held;

INSERT INTO sip_minutessection (id, created_at, region_id, case_id, minutes_id, key, "order", heading, help, required,
  text, version, saved_by_id, saved_at, writers)
{plan}
SELECT key(section, s.place), meet_at, region, case_id, key(minutes), s.body ->> 'key', s.place - 1,
  s.body ->> 'heading', coalesce(s.body ->> 'help', ''), coalesce((s.body ->> 'required')::boolean, false),
  CASE WHEN concluded OR s.place = 1 THEN pick(sections, 22) ELSE '' END,
  CASE WHEN concluded OR s.place = 1 THEN 1 ELSE 0 END,
  CASE WHEN concluded OR s.place = 1 THEN convenor END, CASE WHEN concluded OR s.place = 1 THEN meet_at END,
  CASE WHEN concluded OR s.place = 1 THEN ARRAY[convenor] ELSE ARRAY[]::uuid[] END
FROM plan JOIN groups_minutestemplate t ON t.id = plan.template
CROSS JOIN LATERAL jsonb_array_elements(t.sections) WITH ORDINALITY AS s (body, place) WHERE held;

INSERT INTO sip_decision (id, created_at, region_id, case_id, occasion_id, level, text, responsible_unit_id, due_on,
  decided_by_id, done_on, result)
{plan}
SELECT key(decision), CASE WHEN solved THEN meet_at ELSE decided_at END, region, case_id,
  CASE WHEN solved THEN key(occasion) END, CASE WHEN solved THEN 'forum' ELSE 'steering' END, pick(decisions, 23),
  CASE WHEN mod(chance(24), 2) = 0 THEN social ELSE bup END, meet_on + 42, CASE WHEN solved THEN convenor ELSE steering END,
  CASE WHEN status = 'closed' THEN meet_on + 40 END, CASE WHEN status = 'closed' THEN pick(results, 25) ELSE '' END
FROM plan WHERE (solved AND concluded) OR decided;

INSERT INTO sip_concernedmanager (id, created_at, region_id, case_id, assignment_id, named_by_id)
{plan}
SELECT key(named, m.n), escalated_at, region, case_id, m.assignment, convenor
FROM plan CROSS JOIN LATERAL (VALUES (1, steering), (2, chair)) AS m (n, assignment) WHERE escalated;

UPDATE sip_minutes m SET status = 'approved', approved_by_id = p.manager, approved_at = p.concluded_at
FROM ({plan} SELECT key(minutes) AS id, manager, concluded_at FROM plan WHERE concluded) AS p WHERE m.id = p.id;

UPDATE sip_consent c SET status = CASE WHEN p.held THEN 'used' ELSE c.status END, valid_to = p.raised_on + 91,
  ended_at = CASE WHEN p.held THEN p.meet_at END
FROM ({plan} SELECT key(consent) AS id, held, raised_on, meet_at FROM plan WHERE consented) AS p WHERE c.id = p.id;

INSERT INTO notices_notice (id, region_id, kind, level, recipient_id, channel, about_kind, about_id, case_id,
  created_at, attempts, message_id, read_at)
{plan}
SELECT key(notice), region, 'case_event', '', convenor, 'in_app', 'case', case_id, case_id, raised_at, 0, '',
  CASE WHEN raised_on < %(on)s::date - 14 THEN raised_at + interval '1 day' END
FROM plan
