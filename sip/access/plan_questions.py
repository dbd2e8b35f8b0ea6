"""Rule 1 of security.md for the plan: what joins the relations of `questions`, and what each opens. [security 1-2]

Who started a case has relation participant, the unit's leaders leader. Who was let into a plan afterwards has joined,
that unit's leaders led: they see that the case is there, and what else only while a consent covers their unit.
"""

from sip.access import questions

_PART = {
    "'participant'": "CASE p.part WHEN 'raiser' THEN 'participant' ELSE 'joined' END",
    "'leader'": "CASE p.part WHEN 'raiser' THEN 'leader' ELSE 'led' END",
}


def _parted(text: str) -> str:
    for before, after in _PART.items():
        text = text.replace(f"p.case_id, {before}, p.unit_id", f"p.case_id, {after}, p.unit_id")
    return text


CASE_RELATIONS = _parted(questions.CASE_RELATIONS)

# A live consent to the plan that covers the unit by which one stands in the case.
COVERED = """
EXISTS (
  SELECT FROM sip_consent c
  JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = r.unit_id AND cu.withdrawn_at IS NULL
  WHERE c.case_id = r.case_id AND c.purpose = 'sip' AND c.status = 'given'
    AND c.valid_from <= (SELECT access.today()) AND c.valid_to >= (SELECT access.today()) {more}
)
"""
TAKES_PART = "('participant', 'leader', 'joined', 'led')"

# The common plan, its meetings and what is said in it. (rows 3-5)
PLAN_CASES = f"""
SELECT r.case_id FROM access.case_relations() r WHERE r.relation IN {TAKES_PART} AND {COVERED.format(more="")}
"""

# Cases that the own unit started: what is noted before any consent, the offers and the answers.
STARTED_CASES = "SELECT case_id FROM access.case_relations() WHERE relation IN ('participant', 'leader')"

# Plans that one leads: the one who started it, and those who by name lead the meeting or answer for the plan.
LED_CASES = f"""
SELECT r.case_id FROM access.case_relations() r JOIN sip_sipplan s ON s.case_id = r.case_id
WHERE r.relation = 'participant'
UNION ALL
SELECT r.case_id FROM access.case_relations() r JOIN sip_planrole x ON x.case_id = r.case_id
WHERE r.relation IN ('participant', 'joined') AND x.valid_to IS NULL AND x.assignment_id = access.assignment_id()
  AND x.part IN ('chair', 'recorder', 'main_responsible', 'coordinator') AND {COVERED.format(more="")}
"""

IDENTITY_CASES = f"""{questions.IDENTITY_CASES.rstrip()}
   OR (r.relation IN ('participant', 'joined', 'led')
       AND {COVERED.format(more="AND 'identity' = ANY (c.information_kinds)")})
"""

CONSENT_CASES = f"""
SELECT r.case_id FROM access.case_relations() r
WHERE r.relation IN ('participant', 'leader', 'convenor')
   OR (r.relation IN ('joined', 'led') AND {COVERED.format(more="")})
"""

LOG_CASES = questions.LOG_CASES.replace(questions.CONSENT_CASES, CONSENT_CASES)

PIECES = questions.PIECES.replace(
    "r.relation NOT IN ('leader', 'called_unnamed')", "r.relation NOT IN ('leader', 'led', 'called_unnamed')"
)

# The copies that one's unit has filed: its leaders, and those of it who took part in the case. (rows 3, 5, 8)
FILED_COPIES = f"""
SELECT f.id FROM access.acting_row() me
JOIN sip_filedcopy f ON f.unit_id = me.unit_id AND f.region_id = me.region_id
WHERE me.role IN {questions.LEADERS} OR f.filed_by_id = me.assignment_id OR EXISTS (
  SELECT FROM sip_participation p
  WHERE p.case_id = f.case_id AND p.assignment_id = me.assignment_id AND p.region_id = me.region_id)
"""

CHANGED = {
    "visible_identity_case_ids()": IDENTITY_CASES,
    "visible_consent_case_ids()": CONSENT_CASES,
    "visible_log_case_ids()": LOG_CASES,
    "visible_piece_ids()": PIECES,
}
NEW = {
    "visible_plan_case_ids()": PLAN_CASES,
    "started_case_ids()": STARTED_CASES,
    "led_case_ids()": LED_CASES,
    "visible_filed_copy_ids()": FILED_COPIES,
}
# Asked by every table of the plan: worked out once in a moment. [ADR 8]
REMEMBERED = {"visible_plan_case_ids": "plans", "started_case_ids": "started", "led_case_ids": "led"}
