"""Rule 1 of security.md as SQL: who stands in which relation to which case, and what each relation opens.

One function says the relations; every other question is answered from it. Row numbers are those of security 2.
What starts may lie two seconds ahead: two machines' clocks. Who acts below the level that the region wants is nobody
here: `child_level_sql` puts that in place of `access.acting_row()`.
"""

LEADERS = "('unit_manager', 'line_manager', 'school_principal_head')"
OPEN = "('raised', 'convened', 'held', 'resolved', 'unresolved', 'escalated', 'principled_forwarded', 'decided')"

# A consent that lives now and covers a unit for a sitting.
COVERING = """
EXISTS (
  SELECT FROM sip_consent c
  JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = {unit} AND cu.withdrawn_at IS NULL
  WHERE c.case_id = {case} AND c.purpose = 'forum_occasion' AND c.sitting = {sitting} AND c.status = 'given'
    AND c.valid_from <= today AND c.valid_to >= today
)
"""

IN_FORCE = "p.valid_from <= at + interval '2 seconds' AND (p.valid_to IS NULL OR p.valid_to > at)"
CALLED = f"""
SELECT p.case_id, CASE WHEN o.is_deidentified THEN 'called_unnamed' ELSE 'called' END, p.unit_id
FROM sip_participation p JOIN sip_occasion o ON o.id = p.occasion_id AND o.status = 'called'
WHERE {{who}} AND p.region_id = me.region_id AND p.part IN ('called', 'substitute', 'caseworker')
  AND {IN_FORCE} {{only}}
  AND (o.is_deidentified OR {COVERING.format(unit="p.unit_id", case="p.case_id", sitting="o.number")})
"""

# relation: participant (row 4-5), leader (3), called (7), called_unnamed (7, to a sitting without identity),
# convenor (6), concerned (9): who asks so, and what. `{only}` stands where a context narrowed to one case says so.
RELATIONS = (
    (
        "true",
        f"""SELECT p.case_id, 'participant', p.unit_id FROM sip_participation p
WHERE p.assignment_id = me.assignment_id AND p.region_id = me.region_id AND p.part IN ('raiser', 'unit')
  AND {IN_FORCE} {{only}}""",
    ),
    ("true", CALLED.replace("{who}", "p.assignment_id = me.assignment_id")),
    (
        "true",
        """SELECT p.case_id, 'concerned', me.unit_id
FROM sip_concernedmanager m JOIN sip_forumcase p ON p.case_id = m.case_id
WHERE m.assignment_id = me.assignment_id AND m.region_id = me.region_id
  AND p.status IN ('escalated', 'principled_forwarded', 'decided') {only}""",
    ),
    (
        f"me.role IN {LEADERS}",
        f"""SELECT p.case_id, 'leader', p.unit_id FROM sip_participation p
WHERE p.unit_id = me.unit_id AND p.region_id = me.region_id AND p.part IN ('raiser', 'unit')
  AND {IN_FORCE} {{only}}""",
    ),
    (f"me.role IN {LEADERS}", CALLED.replace("{who}", "p.unit_id = me.unit_id")),
    (
        "me.role = 'forum_convenor'",
        f"""SELECT p.case_id, 'convenor', me.unit_id FROM sip_forumcase p
WHERE p.district_id = me.district_id AND p.region_id = me.region_id AND p.status IN {OPEN} {{only}}""",
    ),
)


def _asked(only: str) -> str:
    return "\n".join(f"IF {who} THEN RETURN QUERY {what.format(only=only)}; END IF;" for who, what in RELATIONS)


RELATION = "TABLE (case_id uuid, relation text, unit_id uuid)"
CASE_RELATIONS = f"""
#variable_conflict use_column
DECLARE
  me record;
  context text[] := access.verified_context();
  at timestamptz := coalesce(nullif(context[6], '')::timestamptz, clock_timestamp());
  today date := (at AT TIME ZONE 'Europe/Stockholm')::date;
  one_case uuid := nullif(context[8], '')::uuid;
BEGIN
  SELECT * INTO me FROM access.acting_row();
  IF me.assignment_id IS NULL THEN RETURN; END IF;
  IF one_case IS NULL THEN {_asked("")}
  ELSE {_asked("AND p.case_id = one_case")}
  END IF;
END
"""

VISIBLE_CASES = "SELECT case_id FROM access.case_relations()"

# Cases one may write to: the visible, and one's own that has nobody yet (it is being raised).
WRITABLE_CASES = """
SELECT case_id FROM access.case_relations()
UNION ALL
SELECT c.id FROM sip_case c
WHERE c.created_by_id = access.assignment_id() AND c.region_id = access.region_id()
  AND NOT EXISTS (SELECT FROM sip_participation p WHERE p.case_id = c.id)
"""

# A consent that lives now and lets the child be named.
LIVE_CONSENT = """
EXISTS (
  SELECT FROM sip_consent c WHERE c.case_id = r.case_id AND c.purpose = '{purpose}' AND c.status = 'given'
    AND c.valid_from <= (SELECT access.today()) AND c.valid_to >= (SELECT access.today())
    AND 'identity' = ANY (c.information_kinds) AND {unit}
)
"""
COVERS_OWN = (
    "EXISTS (SELECT FROM sip_consentunit cu WHERE cu.consent_id = c.id AND cu.unit_id = r.unit_id "
    "AND cu.withdrawn_at IS NULL)"
)

IDENTITY_CASES = f"""
SELECT r.case_id FROM access.case_relations() r
WHERE r.relation = 'leader'
   OR (r.relation IN ('participant', 'called')
       AND {LIVE_CONSENT.format(purpose="forum_occasion", unit=COVERS_OWN)})
   OR (r.relation = 'convenor' AND {LIVE_CONSENT.format(purpose="forum_occasion", unit="true")})
   OR (r.relation = 'concerned' AND {LIVE_CONSENT.format(purpose="steering_escalation", unit=COVERS_OWN)})
"""

CONSENT_CASES = """
SELECT case_id FROM access.case_relations() WHERE relation IN ('participant', 'leader', 'convenor')
"""

MINUTES_CASES = f"""
SELECT case_id FROM access.case_relations() WHERE relation IN ('convenor', 'called', 'called_unnamed', 'concerned')
UNION ALL
SELECT k.case_id FROM access.acting_row() me
JOIN sip_call k ON k.unit_id = me.unit_id AND k.region_id = me.region_id
WHERE me.role IN {LEADERS} AND k.attendance = 'present'
  AND ((SELECT access.only_case()) IS NULL OR k.case_id = (SELECT access.only_case()))
"""

# A principal's log reviewer sees the rows about the own children, without content. (row 12)
LOG_CASES = f"""{CONSENT_CASES}
UNION ALL
SELECT l.case_id FROM access.acting_row() me
JOIN sip_child h ON h.principal_id = me.principal_id AND h.region_id = me.region_id
JOIN sip_childcase l ON l.child_id = h.id
WHERE me.role = 'log_reviewer'
"""

# Own unit's pieces stay one's own (rows 3-8); others' only as disclosed to the unit, on a consent that still lives.
PIECES = f"""
WITH me AS MATERIALIZED (SELECT * FROM access.acting_row())
SELECT k.id FROM me JOIN sip_contribution k ON k.unit_id = me.unit_id AND k.region_id = me.region_id
WHERE (me.role IN {LEADERS} OR k.case_id IN (
    SELECT p.case_id FROM sip_participation p
    WHERE p.assignment_id = (SELECT assignment_id FROM me) AND p.region_id = (SELECT region_id FROM me)))
  AND ((SELECT access.only_case()) IS NULL OR k.case_id = (SELECT access.only_case()))
UNION ALL
SELECT d.contribution_id FROM access.case_relations() r
JOIN sip_disclosure d ON d.case_id = r.case_id AND d.receiving_unit_id = r.unit_id
LEFT JOIN sip_consent c ON c.id = d.consent_id
WHERE r.relation NOT IN ('leader', 'called_unnamed') AND (d.consent_id IS NULL OR (
  c.status = 'given' AND c.valid_from <= (SELECT access.today()) AND c.valid_to >= (SELECT access.today())
  AND EXISTS (SELECT FROM sip_consentunit cu WHERE cu.consent_id = c.id AND cu.unit_id = d.receiving_unit_id
              AND cu.withdrawn_at IS NULL)))
"""

MET = """
t.valid_from <= clock.at + interval '2 seconds' AND (t.valid_to IS NULL OR t.valid_to > clock.at)
AND ((SELECT access.only_case()) IS NULL OR t.child_id IN (
  SELECT own.child_id FROM sip_childcase own WHERE own.case_id = (SELECT access.only_case())))
"""
CHILDREN = f"""
WITH me AS MATERIALIZED (SELECT * FROM access.acting_row()),
     clock AS MATERIALIZED (SELECT access.moment() AS at)
SELECT t.child_id FROM me, clock JOIN sip_contact t ON true
WHERE t.assignment_id = me.assignment_id AND t.region_id = me.region_id AND {MET}
UNION ALL
SELECT t.child_id FROM me, clock JOIN sip_contact t ON true
WHERE me.role IN {LEADERS} AND t.unit_id = me.unit_id AND t.region_id = me.region_id AND {MET}
UNION ALL
SELECT l.child_id FROM me JOIN access.case_relations() r ON r.relation IN ('participant', 'leader')
JOIN sip_childcase l ON l.case_id = r.case_id
JOIN sip_child h ON h.id = l.child_id AND h.principal_id = me.principal_id
"""

WRITABLE_CHILDREN = """
SELECT * FROM access.visible_child_ids()
UNION ALL
SELECT h.id FROM sip_child h
WHERE h.created_by_id = access.assignment_id() AND h.region_id = access.region_id()
  AND NOT EXISTS (SELECT FROM sip_contact t WHERE t.child_id = h.id)
"""

QUESTIONS = {
    "visible_case_ids()": VISIBLE_CASES,
    "writable_case_ids()": WRITABLE_CASES,
    "visible_identity_case_ids()": IDENTITY_CASES,
    "visible_consent_case_ids()": CONSENT_CASES,
    "visible_minutes_case_ids()": MINUTES_CASES,
    "visible_log_case_ids()": LOG_CASES,
    "visible_piece_ids()": PIECES,
    "visible_child_ids()": CHILDREN,
    "writable_child_ids()": WRITABLE_CHILDREN,
}

# Asked for again and again by the policies of one page: worked out once in a moment. [ADR 8]
REMEMBERED = {
    "visible_case_ids": "cases",
    "visible_identity_case_ids": "identities",
    "visible_consent_case_ids": "consents",
    "visible_minutes_case_ids": "minutes",
    "visible_log_case_ids": "logs",
    "visible_piece_ids": "pieces",
    "visible_child_ids": "children",
}
