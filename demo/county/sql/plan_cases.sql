-- The plan's case: its state, who started it and who was let in, the offer, the family's consent, the frozen name.
INSERT INTO sip_case (id, created_at, region_id, kind, code, area_id, district_id, created_by_id)
{sips}
SELECT sip_id, raised_at, region, 'sip', plan_code(i), area, district, teacher FROM sip ORDER BY i;

INSERT INTO sip_sipplan (case_id, region_id, area_id, district_id, label, status, asked_by, sex, initiating_unit_id,
  initiated_by_id, need_noticed_on, offered_on, consented_on, started_on, called_on, drafted_on, activated_on,
  next_follow_up_on, ended_on, not_needed_reason, closing_reason, responsible_principal_id, external_reference)
{sips}
SELECT sip_id, region, area, district, 'sip',
  CASE WHEN declined THEN 'declined' WHEN ended THEN 'closed' WHEN active THEN 'active' WHEN drafted THEN 'drafted'
       WHEN met_called THEN 'meeting_called' WHEN begun THEN 'preparing' WHEN agreed_to THEN 'consented'
       WHEN raised_on + 1 <= %(on)s THEN 'offered' ELSE 'need_identified' END,
  (ARRAY['unit', 'unit', 'child', 'guardian'])[1 + mod(chance(32), 4)],
  CASE WHEN of_sex < 46 THEN 'girl' WHEN of_sex < 94 THEN 'boy' WHEN of_sex < 97 THEN 'other' ELSE 'unknown' END,
  school, teacher, noticed, CASE WHEN raised_on + 1 <= %(on)s THEN raised_on + 1 END,
  CASE WHEN agreed_to THEN raised_on + 3 END, CASE WHEN begun THEN raised_on + 5 END,
  CASE WHEN met_called THEN raised_on + 8 END, CASE WHEN drafted THEN raised_on + 20 END,
  CASE WHEN active THEN raised_on + 21 END,
  CASE WHEN renewed THEN raised_on + 260 WHEN active THEN raised_on + 111 END,
  CASE WHEN ended THEN raised_on + 250 END, '', CASE WHEN ended THEN 'goals_met' ELSE '' END,
  CASE WHEN active THEN principal END, ''
FROM sip ORDER BY i;

INSERT INTO sip_participation (id, created_at, region_id, case_id, unit_id, assignment_id, part, valid_from,
  added_by_id)
{sips}
SELECT key(sip_person, who), CASE who WHEN 1 THEN raised_at WHEN 4 THEN invited_at ELSE begun_at END, region, sip_id, unit,
  assignment, CASE who WHEN 1 THEN 'raiser' ELSE 'unit' END,
  CASE who WHEN 1 THEN raised_at WHEN 4 THEN invited_at ELSE begun_at END, teacher
FROM taking_part WHERE who = 1 OR (who < 4 AND begun) OR met_called;

INSERT INTO sip_childcase (id, created_at, region_id, case_id, child_id)
{sips}
SELECT key(sip_child), raised_at, region, sip_id, child_id FROM sip;

INSERT INTO sip_planoffer (id, created_at, region_id, case_id, unit_id, offered_on, offered_by_id, answer, answered_on,
  answered_by, reason_code, reason, motivation)
{sips}
SELECT key(sip_offer), raised_at + interval '1 day', region, sip_id, school, raised_on + 1, teacher,
  CASE WHEN declined THEN 'no' WHEN agreed_to THEN 'yes' ELSE 'none' END,
  CASE WHEN declined OR agreed_to THEN raised_on + 3 END,
  CASE WHEN declined OR agreed_to THEN 'guardians' ELSE '' END, CASE WHEN declined THEN 'not_now' ELSE '' END,
  CASE WHEN declined THEN %(declined)s ELSE '' END, CASE WHEN declined THEN %(motivated)s ELSE '' END
FROM sip WHERE raised_on + 1 <= %(on)s;

INSERT INTO sip_consent (id, created_at, region_id, case_id, purpose, sitting, status, form, information_kinds,
  signatories, signatories_reason, given_on, valid_from, valid_to, document_place, witness, explained_how,
  explained_language, interpreter, exceptions, maturity_judgement, child_view, child_view_text, decision_number,
  word_of, word_form, recorded_by_id, recording_unit_id)
{sips}
SELECT key(sip_consent), yes_at, region, sip_id, 'sip', NULL, 'given', 'written',
  ARRAY['identity', 'situation', 'school', 'social', 'health'], 'all_guardians', '', raised_on + 3, raised_on + 3,
  CASE WHEN ended THEN raised_on + 265 ELSE %(on)s::date + 180 END, 'Skolans arkivskåp, pärm 5', '',
  'Gick igenom blanketten tillsammans på svenska.', 'svenska', '', '', '', 'heard', words ->> 'child', '', '', '',
  teacher, school
FROM sip WHERE agreed_to;

INSERT INTO sip_consentgiver (id, created_at, region_id, consent_id, case_id, guardian_id, name, appointment,
  answer, answered_on)
{sips}
SELECT key(sip_giver, g.id), yes_at, region, key(sip_consent), sip_id, g.id, g.name, '', true, raised_on + 3
FROM sip JOIN sip_guardian g ON g.child_id = sip.child_id WHERE agreed_to;

INSERT INTO sip_consentunit (id, created_at, region_id, consent_id, case_id, unit_id, word_of, word_form)
{sips}
SELECT key(sip_covered, who), yes_at, region, key(sip_consent), sip_id, unit, '', ''
FROM taking_part WHERE agreed_to AND who < 4;

INSERT INTO sip_casechild (case_id, region_id, given_name, family_name, birth_date, frozen_at)
{sips}
SELECT sip_id, sip.region, h.given_name, h.family_name, h.birth_date, yes_at
FROM sip JOIN sip_child h ON h.id = sip.child_id WHERE agreed_to;

INSERT INTO sip_contribution (id, created_at, region_id, case_id, unit_id, kind, version, text, correction_reason,
  written_by_id)
{sips}
SELECT key(sip_need), raised_at, region, sip_id, school, 'need', 1, words ->> 'need', '', teacher FROM sip
UNION ALL
SELECT key(sip_view), begun_at + interval '1 day', region, sip_id, bup, 'view', 1, %(contribution)s, '', clinic
FROM sip WHERE met_called;

INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, receiving_unit_id, basis, consent_id,
  ground_reason, decided_by_name, decided_by_role, exceptions, disclosed_by_id)
{sips}
SELECT key(sip_given, who), yes_at, region, sip_id, key(sip_need), unit, 'consent', key(sip_consent), '', '', '', '',
  teacher
FROM taking_part WHERE agreed_to AND who IN (2, 3)
UNION ALL
SELECT key(sip_seen, who), begun_at + interval '1 day', region, sip_id, key(sip_view), unit, 'consent',
  key(sip_consent), '', '', '', '', clinic
FROM taking_part WHERE met_called AND who IN (1, 2)
