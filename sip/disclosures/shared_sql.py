"""What others have got besides the pieces: who has seen the child's name, a plan, minutes; own copies; papers. [F111]

Asked for a child of the own principal's, or for one consent; only of cases whose consents the reader may read.
"""

# A consent carries from the moment it is there until it is withdrawn, whole or toward the unit, or its days are over.
CARRIES = """(
  SELECT c.id, c.case_id, c.purpose, c.form, c.information_kinds, u.unit_id,
    greatest(c.created_at, c.given_on::timestamp AT TIME ZONE 'Europe/Stockholm') AS since,
    least(u.withdrawn_at, c.ended_at, (c.valid_to + 1)::timestamp AT TIME ZONE 'Europe/Stockholm') AS until
  FROM mine m JOIN sip_consent c ON c.case_id = m.id AND (p_consent IS NULL OR c.id = p_consent)
    AND c.status IN ('given', 'used', 'withdrawn', 'expired') AND c.given_on IS NOT NULL
  JOIN sip_consentunit u ON u.consent_id = c.id
  WHERE u.unit_id <> c.recording_unit_id AND u.unit_id IS DISTINCT FROM (SELECT unit_id FROM me)
)"""
# A manager named in a case that went up with the child's name reads that and the minutes, while covered in writing.
LIFTED = """(
  SELECT k.id, k.case_id, k.unit_id, k.information_kinds, k.until, greatest(k.since, min(m.created_at)) AS since
  FROM carries k JOIN sip_forumcase f ON f.case_id = k.case_id AND NOT f.is_deidentified
  JOIN sip_concernedmanager m ON m.case_id = k.case_id AND m.created_at < k.until
  JOIN people_roleassignment a ON a.id = m.assignment_id AND a.unit_id = k.unit_id
  WHERE k.purpose = 'steering_escalation' AND k.form IN ('written', 'screen')
  GROUP BY k.id, k.case_id, k.unit_id, k.information_kinds, k.since, k.until
)"""
MET = "p.valid_from < {until} AND (p.valid_to IS NULL OR p.valid_to > {since})"

SHARED = f"""
WITH me AS MATERIALIZED (SELECT * FROM access.acting_row()),
mine AS MATERIALIZED (
  SELECT l.case_id AS id FROM sip_childcase l
  WHERE l.child_id = p_child AND l.child_id = ANY (ARRAY(SELECT access.visible_child_ids()))
    AND l.case_id = ANY (ARRAY(SELECT access.visible_consent_case_ids()))
  UNION
  SELECT c.case_id FROM sip_consent c
  WHERE c.id = p_consent AND c.case_id = ANY (ARRAY(SELECT access.visible_consent_case_ids()))
),
carries AS MATERIALIZED {CARRIES},
lifted AS MATERIALIZED {LIFTED},
found AS (
  SELECT 'identity' AS what, greatest(k.since, min(p.valid_from)) AS at, k.case_id, k.unit_id, NULL::int AS number,
    k.id AS consent_id, '' AS about, '' AS said
  FROM carries k JOIN sip_participation p ON p.case_id = k.case_id AND p.unit_id = k.unit_id
    AND {MET.format(since="k.since", until="k.until")}
  LEFT JOIN sip_occasion o ON o.id = p.occasion_id
  WHERE 'identity' = ANY (k.information_kinds) AND k.purpose <> 'steering_escalation'
    AND (o.id IS NULL OR NOT o.is_deidentified)
  GROUP BY k.id, k.case_id, k.unit_id, k.since
  UNION ALL
  SELECT 'identity', k.since, k.case_id, k.unit_id, NULL, k.id, '', '' FROM lifted k
  WHERE 'identity' = ANY (k.information_kinds)
  UNION ALL
  SELECT 'version', min(greatest(v.frozen_at, k.since, p.valid_from)), k.case_id, k.unit_id, v.number,
    (array_agg(k.id ORDER BY k.since))[1], '', ''
  FROM carries k JOIN sip_planversion v ON v.case_id = k.case_id AND v.frozen_at < k.until
  JOIN sip_participation p ON p.case_id = k.case_id AND p.unit_id = k.unit_id
    AND {MET.format(since="greatest(k.since, v.frozen_at)", until="k.until")}
  WHERE k.purpose = 'sip'
  GROUP BY k.case_id, k.unit_id, v.number
  UNION ALL
  SELECT 'copy', f.filed_at, f.case_id, f.unit_id, f.version_number, min(k.id::text)::uuid, '', ''
  FROM mine m JOIN sip_filedcopy f ON f.case_id = m.id
  JOIN carries k ON k.case_id = f.case_id AND k.unit_id = f.unit_id AND f.filed_at BETWEEN k.since AND k.until
  GROUP BY f.filed_at, f.case_id, f.unit_id, f.version_number
  UNION ALL
  SELECT 'piece_copy', f.filed_at, f.case_id, f.unit_id, f.version, d.consent_id, f.kind, f.basis
  FROM mine m JOIN sip_filedpiece f ON f.case_id = m.id JOIN sip_disclosure d ON d.id = f.disclosure_id
  JOIN organisations_unit o ON o.id = f.from_unit_id
  WHERE d.consent_id = p_consent OR (p_consent IS NULL AND o.principal_id = (SELECT principal_id FROM me))
  UNION ALL
  SELECT 'minutes', min(r.approved_at), r.case_id, k.unit_id, o.number, o.consent_id, '', ''
  FROM mine m JOIN sip_minutes r ON r.case_id = m.id AND r.approved_at IS NOT NULL
  JOIN sip_occasion o ON o.id = r.occasion_id AND NOT o.is_deidentified
    AND (p_consent IS NULL OR o.consent_id = p_consent)
  JOIN sip_call k ON k.occasion_id = o.id AND k.attendance = 'present'
    AND k.unit_id IS DISTINCT FROM (SELECT unit_id FROM me)
  GROUP BY r.case_id, k.unit_id, o.number, o.consent_id
  UNION ALL
  SELECT 'minutes', greatest(r.approved_at, k.since), k.case_id, k.unit_id, o.number, k.id, '', ''
  FROM lifted k JOIN sip_minutes r ON r.case_id = k.case_id AND r.approved_at < k.until
  JOIN sip_occasion o ON o.id = r.occasion_id
  UNION ALL
  SELECT 'paper', e.at, e.case_id, NULL, NULL, NULL, e.act, e.reason
  FROM me JOIN mine m ON p_consent IS NULL
  JOIN audit_event e ON e.case_id = m.id AND e.region_id = me.region_id AND e.principal_id = me.principal_id
    AND e.act IN ('plan.printed', 'plan_meeting.printed', 'consent.printed') AND NOT e.net AND e.outcome = 'ok'
  UNION ALL
  SELECT 'paper', e.at, NULL, NULL, NULL, NULL, e.act, e.reason
  FROM me JOIN audit_event e ON e.child_id = p_child AND e.region_id = me.region_id
    AND e.principal_id = me.principal_id AND e.act = 'shared.printed' AND NOT e.net AND e.outcome = 'ok'
  WHERE p_child = ANY (ARRAY(SELECT access.visible_child_ids()))
)
SELECT f.what, f.at, f.case_id, coalesce(a.kind, ''), coalesce(a.code, ''), coalesce(u.name, ''), f.number::int,
  f.about::text, f.said::text, coalesce(c.status, '')
FROM found f LEFT JOIN sip_case a ON a.id = f.case_id LEFT JOIN organisations_unit u ON u.id = f.unit_id
LEFT JOIN sip_consent c ON c.id = f.consent_id
ORDER BY f.at DESC, u.name, f.what, f.number
"""  # noqa: S608  (constants only)
SIGNATURE = "shared_about(p_child uuid, p_consent uuid)"
COLUMNS = (
    "TABLE (what text, at timestamptz, case_id uuid, kind text, code text, unit text, number int, about text, "
    "said text, consent text)"
)
# The papers of a child's own list are found by the child; other rows of the log are not.
PAPERS_FOUND = "CREATE INDEX audit_event_shared ON audit_event (child_id, at) WHERE act = 'shared.printed'"
PAPERS_UNFOUND = "DROP INDEX audit_event_shared"
