"""The doors of transitions, and the two questions by which a job finds them without reading a child. [security 2-3]"""

from core.access.migration_ops import protect, same_region
from sip.access.questions import OPEN as OPEN_CASE
from sip.access.tables_sql import CHILD, IDENTITY, ME, MY_UNIT

ASSIGNMENT, UNIT = "people_roleassignment", "organisations_unit"
# The own principal's child, or a case in which one may know who the child is: the day tells of the birthday.
SEES = f"({CHILD} OR (case_id IS NOT NULL AND {IDENTITY}))"
# A plan from the consent on: until then it is a question of one unit alone.
OPEN_PLAN = "('consented', 'preparing', 'meeting_called', 'drafted', 'active')"
OF_SEEN = "transition_id = ANY (ARRAY(SELECT t.id FROM sip_transition t))"
# What a job may add: what it has found, in nobody's name. It reads no row.
FOUND = "status = 'upcoming' AND created_by_id IS NULL AND guardian_wish = 'unasked'"
FOUND_UNIT = "part = 'sending' AND confirmed_on IS NULL"

# What the joint meeting added: the columns, and that they change. [F100]
MEETING = """
GRANT UPDATE (meeting_at, meeting_place) ON sip_transition TO bus_app;
GRANT UPDATE (called_on, reply, replied_on, came) ON sip_transitionunit TO bus_app;
"""
NO_MEETING = """
REVOKE UPDATE (meeting_at, meeting_place) ON sip_transition FROM bus_app;
REVOKE UPDATE (called_on, reply, replied_on, came) ON sip_transitionunit FROM bus_app;
"""

PROTECTION = [
    protect(
        "sip_transition",
        roles={"bus_app": "SELECT, INSERT"},
        read=SEES,
        insert=f"{CHILD} AND unit_id = {MY_UNIT} AND created_by_id = {ME}",
        extra=(("INSERT", "bus_worker", FOUND),),
    ),
    protect(
        "sip_transitionunit",
        roles={"bus_app": "SELECT, INSERT"},
        read=OF_SEEN,
        insert=OF_SEEN,
        extra=(("INSERT", "bus_worker", FOUND_UNIT),),
    ),
]
CHANGING = {
    "transition": (
        SEES,
        "status, guardian_wish, wish_on, planned_on, met_on, handed_over_on, closed_on, drop_reason, drop_words",
    ),
    "transitionunit": (OF_SEEN, "confirmed_on, confirmed_by_id, removed_on"),
}
CHANGES = "".join(
    f"CREATE POLICY sip_{name}_update_app ON sip_{name} FOR UPDATE TO bus_app USING ({rows}) WITH CHECK ({rows});\n"
    f"GRANT UPDATE ({columns}) ON sip_{name} TO bus_app;\nGRANT INSERT ON sip_{name} TO bus_worker;\n"
    for name, (rows, columns) in CHANGING.items()
)
NO_CHANGES = "".join(
    f"REVOKE UPDATE ON sip_{name} FROM bus_app;\nREVOKE INSERT ON sip_{name} FROM bus_worker;\n"
    f"DROP POLICY sip_{name}_update_app ON sip_{name};\n"
    for name in CHANGING
)
SAME_REGION = [
    same_region("sip_transition", "child_id", "sip_child"),
    same_region("sip_transition", "case_id", "sip_case"),
    same_region("sip_transition", "unit_id", UNIT),
    same_region("sip_transition", "created_by_id", ASSIGNMENT),
    same_region("sip_transitionunit", "transition_id", "sip_transition"),
    same_region("sip_transitionunit", "child_id", "sip_child"),
    same_region("sip_transitionunit", "unit_id", UNIT),
    same_region("sip_transitionunit", "confirmed_by_id", ASSIGNMENT),
]

# Ids and days alone, for a job and nobody else, of children for whom something goes on; what is there already is left
# out. A year from 29 February ends on the 28th where there is no 29th, as the law counts. [1930:173]
# Who holds it together: the placing unit, else the unit that raised the case or began the plan; the own principal's
# habilitation at 16.
GOING_ON = f"""
  SELECT l.child_id, f.raising_unit_id AS unit_id, f.case_id, f.raised_on AS since
  FROM sip_forumcase f JOIN sip_childcase l ON l.case_id = f.case_id
  WHERE f.region_id = access.region_id() AND f.status IN {OPEN_CASE} UNION ALL
  SELECT l.child_id, s.initiating_unit_id, s.case_id, s.consented_on
  FROM sip_sipplan s JOIN sip_childcase l ON l.case_id = s.case_id
  WHERE s.region_id = access.region_id() AND s.status IN {OPEN_PLAN}"""  # noqa: S608  (constants only)
TRANSITIONS_DUE = f"""
WITH placed AS (
  SELECT DISTINCT ON (p.child_id) p.child_id, p.unit_id FROM sip_placement p
  WHERE p.region_id = access.region_id() AND p.status <> 'ended'
  ORDER BY p.child_id, p.created_at
), in_case AS (
  SELECT DISTINCT ON (child_id) child_id, unit_id, case_id FROM ({GOING_ON}) c ORDER BY child_id, since DESC, case_id
), base AS (
  SELECT coalesce(p.child_id, c.child_id) AS child_id, c.case_id, coalesce(p.unit_id, c.unit_id) AS unit_id
  FROM placed p FULL JOIN in_case c ON c.child_id = p.child_id
), habilitation AS (
  SELECT DISTINCT ON (b.child_id) b.child_id, b.case_id,
         CASE WHEN u.principal_id = h.principal_id THEN u.id ELSE b.unit_id END AS unit_id
  FROM base b JOIN sip_child h ON h.id = b.child_id
  CROSS JOIN LATERAL (
    SELECT p.unit_id FROM sip_participation p WHERE p.case_id = b.case_id AND p.valid_to IS NULL
    UNION ALL SELECT t.unit_id FROM sip_contact t WHERE t.child_id = b.child_id AND t.valid_to IS NULL
  ) part JOIN organisations_unit u ON u.id = part.unit_id AND u.unit_type = 'habilitation'
  ORDER BY b.child_id, u.principal_id = h.principal_id DESC, u.id
), wanted AS (
  SELECT child_id, case_id, unit_id, 'adult_18' AS kind, 18 AS years FROM base
  UNION ALL SELECT p.child_id, b.case_id, p.unit_id, 'placed_21', 21 FROM placed p JOIN base b USING (child_id)
  UNION ALL SELECT child_id, case_id, unit_id, 'habilitation_16', 16 FROM habilitation
)
SELECT w.child_id, w.case_id, w.unit_id, w.kind, (h.birth_date + make_interval(years => w.years))::date
FROM wanted w JOIN sip_child h ON h.id = w.child_id AND h.region_id = access.region_id()
WHERE access.kind() = 'job' AND h.birth_date IS NOT NULL
  AND (h.birth_date + make_interval(years => w.years))::date BETWEEN today AND today + lead_days
  AND NOT EXISTS (SELECT FROM sip_transition t WHERE t.child_id = w.child_id AND t.kind = w.kind)
ORDER BY 1, 4
"""  # noqa: S608  (constants only)

# The law of the eighteenth birthday: what guardians gave ends, and so does their custody, unless the young person has
# said that they are to stay; a consent that rests on no guardian stands. Found by dates, so that a second run finds
# nothing. [P-71, SM-4]
EXPIRE_ON_BIRTHDAYS = """
WITH grown AS MATERIALIZED (
  SELECT h.id, (h.birth_date + interval '18 years')::date AS birthday FROM sip_child h
  WHERE access.kind() = 'job' AND h.region_id = access.region_id()
    AND (h.birth_date + interval '18 years')::date <= today
), expired AS (
  UPDATE sip_consent c SET status = 'expired', ended_at = access.moment()
  FROM sip_childcase l JOIN grown g ON g.id = l.child_id
  WHERE l.case_id = c.case_id AND c.region_id = access.region_id() AND c.status = 'given'
    AND c.signatories NOT IN ('child_alone', 'individual')
  RETURNING c.id, c.case_id, g.id AS child_id
), ended AS (
  UPDATE sip_guardian v SET valid_to = g.birthday FROM grown g
  WHERE v.child_id = g.id AND v.region_id = access.region_id() AND v.valid_to IS NULL
    AND NOT EXISTS (SELECT FROM sip_transition t
                    WHERE t.child_id = g.id AND t.kind = 'adult_18' AND t.guardian_wish = 'involved')
  RETURNING v.id, g.id AS child_id
)
SELECT 'sip.consent', e.id, e.case_id, e.child_id FROM expired e
UNION ALL SELECT 'sip.guardian', e.id, NULL, e.child_id FROM ended e
"""


EXPIRING = """
GRANT UPDATE (status, ended_at) ON sip_consent TO bus_policy;
GRANT UPDATE (valid_to) ON sip_guardian TO bus_policy;
"""
NOT_EXPIRING = """
REVOKE UPDATE (status, ended_at) ON sip_consent FROM bus_policy;
REVOKE UPDATE (valid_to) ON sip_guardian FROM bus_policy;
"""
