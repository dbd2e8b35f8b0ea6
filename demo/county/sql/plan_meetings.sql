-- Who leads the plan, its meetings and who was called to them.
INSERT INTO sip_planrole (id, created_at, region_id, case_id, part, assignment_id, unit_id, valid_from, set_by_id)
{sips}
SELECT key(sip_role, r.part), r.at, region, sip_id, r.part, r.assignment, r.unit, r.at, teacher
FROM sip CROSS JOIN LATERAL (VALUES
  ('chair', teacher, school, invited_at, met_called), ('recorder', worker, social, invited_at, met_called),
  ('main_responsible', teacher, school, active_at, active)
) AS r (part, assignment, unit, at, there) WHERE r.there;

INSERT INTO sip_planmeeting (id, created_at, region_id, case_id, number, kind, status, question, starts_at, minutes,
  place, reply_by, interpreter, adaptations, facilitator, called_by_id, called_at, held_at, child_present,
  guardians_present)
{sips}
SELECT key(sip_meeting, m.number), m.called_at, region, sip_id, m.number, m.kind,
  CASE WHEN m.held THEN 'held' ELSE 'called' END, words ->> 'question', m.starts_at, 60, 'Skolan, lilla mötesrummet',
  m.reply_by, '', '', '', teacher, m.called_at, CASE WHEN m.held THEN m.starts_at END, CASE WHEN m.held THEN true END,
  CASE WHEN m.held THEN true END
FROM sip CROSS JOIN LATERAL (VALUES
  (1, 'planning', invited_at, met_at, raised_on + 18, drafted, met_called),
  (2, 'follow_up', again_called_at, again_at, raised_on + 108, renewed, renewed)
) AS m (number, kind, called_at, starts_at, reply_by, held, there) WHERE m.there;

INSERT INTO sip_planinvitation (id, created_at, region_id, case_id, meeting_id, unit_id, assignment_id, has_mandate,
  reply, refusal_reason, replied_at, preparation, attendance)
{sips}
SELECT key(sip_call, who), invited_at, region, sip_id, key(sip_meeting, 1), unit, assignment, mandate,
  CASE WHEN who = 1 OR drafted THEN 'yes' ELSE 'none' END, '',
  CASE WHEN who = 1 THEN invited_at WHEN drafted THEN invited_at + interval '2 days' END, '',
  CASE WHEN NOT drafted THEN 'unknown' WHEN who = 4 AND mod(chance(33), 10) = 0 THEN 'absent' ELSE 'present' END
FROM taking_part WHERE met_called
UNION ALL
SELECT key(sip_call_again, who), again_called_at, region, sip_id, key(sip_meeting, 2), unit, assignment, mandate, 'yes',
  '', again_called_at, '', 'present'
FROM taking_part WHERE renewed AND who < 4
