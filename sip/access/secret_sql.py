"""Which of the children one works with are protected where they stay, whoever knows it. [P-62, facts 9.33, security 2]

A secret residence is readable to the placing unit alone, and a protection to the principal that has noted it; but that
there is one must be known to everybody who hands a paper out or shows where the child goes: to the child's other units,
and to those whose own record of the child stands in a case with it. Where it stays is told to nobody by this.
"""

KEPT_CHILDREN = """
WITH mine AS MATERIALIZED (SELECT v AS child_id FROM access.visible_child_ids() v),
alike AS (
  SELECT child_id, child_id AS other_id FROM mine
  UNION SELECT m.child_id, o.child_id FROM mine m
  JOIN sip_childcase l ON l.child_id = m.child_id JOIN sip_childcase o ON o.case_id = l.case_id
)
SELECT DISTINCT a.child_id FROM alike a
WHERE EXISTS (SELECT FROM sip_protectedresidence r WHERE r.child_id = a.other_id AND r.ended_on IS NULL)
   OR EXISTS (SELECT FROM sip_protecteddata d WHERE d.child_id = a.other_id
              AND d.valid_from <= (SELECT access.today())
              AND (d.valid_to IS NULL OR d.valid_to >= (SELECT access.today())))
"""
