-- The principal's own rows of a child: who, guardians, contact, the need that was noticed.
INSERT INTO sip_child (id, created_at, region_id, principal_id, given_name, family_name, birth_date, sex,
  registered_district_id, school_unit_id, created_by_id, interpreter_language, dialect, sign_language, adaptations)
{plan}
SELECT child_id, raised_at, region, principal, pick(given, 10), pick(family, 11),
  noticed - 7 * 365 - mod(chance(12), 3285)::int,
  CASE WHEN of_sex < 46 THEN 'girl' WHEN of_sex < 94 THEN 'boy' WHEN of_sex < 97 THEN 'other' ELSE 'unknown' END,
  district, school, teacher, '', '', false, '' FROM plan ORDER BY i;

INSERT INTO sip_guardian (id, created_at, region_id, child_id, name, custody, phone, interpreter_language, dialect,
  sign_language, adaptations, appointment_number, valid_from)
{plan}
SELECT key(guardian, g), raised_at, region, child_id,
  CASE g WHEN 1 THEN pick(adults, 13) || ' ' || pick(family, 11) ELSE pick(adults, 14) || ' ' || pick(family, 15) END,
  'joint', '', '', '', false, '', '', raised_on FROM plan CROSS JOIN generate_series(1, 2) AS g;

INSERT INTO sip_contact (id, created_at, region_id, child_id, assignment_id, unit_id, valid_from)
{plan}
SELECT key(contact), raised_at, region, child_id, teacher, school, raised_at FROM plan;

INSERT INTO sip_needassessment (id, created_at, region_id, child_id, unit_id, noticed_on, position, need, tried,
  assessed_by_id, reason, physical_health, mental_health, relations, school, home, leisure, signs)
{plan}
SELECT key(need), raised_at, region, child_id, school, noticed, 'forum', pick(needs, 16), pick(tried, 17), teacher,
  '', '', '', '', '', '', '', '{}'
FROM plan
