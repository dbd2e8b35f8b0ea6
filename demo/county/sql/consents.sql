-- The consent for the first sitting. It is given while calls and disclosures lean on it, as the database demands;
-- `sittings.sql` uses up those whose sitting has been held and sets their last day.
INSERT INTO sip_consent (id, created_at, region_id, case_id, purpose, sitting, status, form, information_kinds,
  signatories, signatories_reason, given_on, valid_from, valid_to, document_place, witness, explained_how, explained_language,
  interpreter, exceptions, maturity_judgement, child_view, child_view_text, decision_number, word_of, word_form,
  recorded_by_id, recording_unit_id)
{plan}
SELECT key(consent), consented_at, region, case_id, 'forum_occasion', 1, 'given', 'written',
  ARRAY['identity', 'situation'], 'all_guardians', '', raised_on + 1, raised_on + 1, 'infinity',
  'Skolans arkivskåp, pärm 3', '', 'Gick igenom blanketten tillsammans på svenska.', 'svenska', '', '', '', 'heard', pick(views, 20),
  '', '', '', teacher, school
FROM plan WHERE consented;

INSERT INTO sip_consentgiver (id, created_at, region_id, consent_id, case_id, guardian_id, name, appointment,
  answer, answered_on)
{plan}
SELECT key(giver, g), consented_at, region, key(consent), case_id, key(guardian, g),
  CASE g WHEN 1 THEN pick(adults, 13) || ' ' || pick(family, 11) ELSE pick(adults, 14) || ' ' || pick(family, 15) END,
  '', true, raised_on + 1
FROM plan CROSS JOIN generate_series(1, 2) AS g WHERE consented;

INSERT INTO sip_consentunit (id, created_at, region_id, consent_id, case_id, unit_id, word_of, word_form)
{plan}
SELECT key(covered, u.n), consented_at, region, key(consent), case_id, u.unit, '', ''
FROM plan CROSS JOIN LATERAL (VALUES (1, school), (2, social), (3, bup)) AS u (n, unit) WHERE consented;

INSERT INTO sip_casechild (case_id, region_id, given_name, family_name, birth_date, frozen_at)
{plan}
SELECT case_id, region, pick(given, 10), pick(family, 11), noticed - 7 * 365 - mod(chance(12), 3285)::int, consented_at
FROM plan WHERE consented;

INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, receiving_unit_id, basis, consent_id,
  ground_reason, decided_by_name, decided_by_role, exceptions, disclosed_by_id)
{plan}
SELECT key(given, u.n), consented_at, region, case_id, key(piece), u.unit, 'consent', key(consent), '', '', '', '', teacher
FROM plan CROSS JOIN LATERAL (VALUES (1, social), (2, bup)) AS u (n, unit) WHERE consented
