"""Consents whose last day comes, and those whose last day has been: for a job and nobody else. [SM-4, security 2 15]

Ids and days alone. Row security has closed what has run out already, by the day; this makes the rows say so.
"""

EXPIRE = """
UPDATE sip_consent c SET status = 'expired', ended_at = access.moment()
WHERE access.kind() = 'job' AND c.region_id = access.region_id() AND c.status = 'given' AND c.valid_to < today
RETURNING c.id, c.case_id
"""

# What carries on: a plan that has begun, a case whose sitting is still to be called, a decision that is waited for.
# Who owes it: the plan's main responsible, else who started it; in a forum who raised the case.
ENDING = """
WITH ending AS (
  SELECT c.id, c.case_id, c.purpose, c.valid_from, c.valid_to FROM sip_consent c
  WHERE access.kind() = 'job' AND c.region_id = access.region_id() AND c.status = 'given'
    AND c.valid_to BETWEEN today AND today + lead_days
    AND NOT EXISTS (SELECT FROM obligations_obligation o
                    WHERE o.region_id = c.region_id AND o.code = rule_code AND o.subject_id = c.id)
), carried AS (
  SELECT e.*, coalesce(r.assignment_id, s.initiated_by_id) AS owner_id,
    coalesce(r.unit_id, s.initiating_unit_id) AS unit_id, s.area_id, s.district_id
  FROM ending e
  JOIN sip_sipplan s ON s.case_id = e.case_id
    AND s.status IN ('consented', 'preparing', 'meeting_called', 'drafted', 'active')
  LEFT JOIN sip_planrole r ON r.case_id = s.case_id AND r.part = 'main_responsible' AND r.valid_to IS NULL
  WHERE e.purpose = 'sip'
  UNION ALL
  SELECT e.*, f.raised_by_id, f.raising_unit_id, f.area_id, f.district_id
  FROM ending e JOIN sip_forumcase f ON f.case_id = e.case_id
  WHERE (e.purpose = 'forum_occasion' AND f.status IN ('raised', 'convened', 'held')
         AND NOT EXISTS (SELECT FROM sip_occasion o WHERE o.consent_id = e.id AND o.status = 'called'))
     OR (e.purpose = 'steering_escalation' AND f.status IN ('unresolved', 'escalated', 'principled_forwarded'))
)
SELECT k.id, k.case_id, a.code, k.purpose, k.valid_from, k.valid_to, k.owner_id, k.unit_id, k.area_id, k.district_id
FROM carried k JOIN sip_case a ON a.id = k.case_id ORDER BY k.valid_to, k.id
"""
