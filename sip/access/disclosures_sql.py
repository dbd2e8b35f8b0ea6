"""What carries a piece from one unit to another, as the database holds it. [security 1, 4; facts 1.3, 9.5]

Who withdraws a consent and who uses it wait for each other: the rows that a gate leans on are locked FOR SHARE by the
gate itself, so that nothing is let through on a consent that has just ceased.
"""

from sip.access import plans_sql, questions, tables_sql
from sip.access.keys_sql import ASSIGNMENT, UNIT
from sip.access.tables_sql import CASE, ME, MY_UNIT, doors

PURE = "LANGUAGE sql IMMUTABLE PARALLEL SAFE"
TABLE_OF_GROUNDS = f"""
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.side_of(unit_type text) RETURNS text {PURE} AS $$
  SELECT CASE
    WHEN unit_type IN ('social_services', 'family_services', 'lss_services', 'social_welfare_board') THEN 'social'
    WHEN unit_type IN ('school', 'preschool') THEN 'school'
    WHEN unit_type = 'student_health' THEN 'student_health'
    WHEN unit_type IN ('bup', 'bumm', 'habilitation', 'maternity_health', 'child_health', 'primary_care',
      'first_line_mental_health', 'youth_clinic', 'youth_addiction_clinic', 'family_centre', 'dental_care',
      'adult_psychiatry', 'addiction_care') THEN 'health'
  END
$$;
CREATE FUNCTION access.kind_of_piece(kind text, unit_type text) RETURNS text {PURE}
SET search_path = access, public, pg_temp AS $$
  SELECT CASE access.side_of(unit_type)
    WHEN 'social' THEN 'social'
    WHEN 'health' THEN 'health'
    WHEN 'student_health' THEN 'health'
    WHEN 'school' THEN CASE kind WHEN 'view' THEN 'school' ELSE 'situation' END
  END
$$;
CREATE FUNCTION access.may_rest_on(basis text, sender text, receiver text, from_authority boolean,
  to_authority boolean, within_principal boolean) RETURNS boolean {PURE}
SET search_path = access, public, pg_temp AS $$
  SELECT coalesce(CASE basis
    WHEN 'consent' THEN s IS NOT NULL AND r IS NOT NULL
    WHEN 'osl_25_12' THEN from_authority AND s = 'health' AND r IN ('health', 'social')
    WHEN 'osl_26_9' THEN from_authority AND s = 'social' AND r IN ('health', 'social')
    WHEN 'osl_10_2' THEN from_authority AND s IS NOT NULL AND r IS NOT NULL
    WHEN 'osl_10_27' THEN from_authority AND to_authority AND s = 'school' AND r IS NOT NULL
    WHEN 'osl_10_28' THEN s IS NOT NULL AND r = 'social'
    WHEN 'osl_25_13a' THEN from_authority AND within_principal AND s = 'student_health' AND r = 'student_health'
  END, false)
  FROM access.side_of(sender) AS s, access.side_of(receiver) AS r
$$;
REVOKE ALL ON FUNCTION access.side_of(text), access.kind_of_piece(text, text),
  access.may_rest_on(text, text, text, boolean, boolean, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.side_of(text), access.kind_of_piece(text, text),
  access.may_rest_on(text, text, text, boolean, boolean, boolean) TO bus_owner;
SET LOCAL ROLE bus_owner;
"""
TABLE_OF_GROUNDS_BACK = """
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.may_rest_on(text, text, text, boolean, boolean, boolean);
DROP FUNCTION access.kind_of_piece(text, text);
DROP FUNCTION access.side_of(text);
SET LOCAL ROLE bus_owner;
"""

# To lock a row one must be allowed to change it; the policy functions change neither.
LOCKS = """
GRANT UPDATE (status) ON sip_consent TO bus_policy;
GRANT UPDATE (withdrawn_at) ON sip_consentunit TO bus_policy;
"""
LOCKS_BACK = """
REVOKE UPDATE (status) ON sip_consent FROM bus_policy;
REVOKE UPDATE (withdrawn_at) ON sip_consentunit FROM bus_policy;
"""

DISCLOSURE_GATE = """
DECLARE sent record;
BEGIN
  SELECT k.kind, u.unit_type AS sender, r.unit_type AS receiver, u.principal_id = r.principal_id AS within_principal,
    p.kind IN ('region', 'municipality', 'state_authority') AS from_authority,
    q.kind IN ('region', 'municipality', 'state_authority') AS to_authority INTO sent
    FROM sip_contribution k JOIN organisations_unit u ON u.id = k.unit_id
    JOIN organisations_principal p ON p.id = u.principal_id
    CROSS JOIN organisations_unit r JOIN organisations_principal q ON q.id = r.principal_id
    WHERE k.id = NEW.contribution_id AND r.id = NEW.receiving_unit_id;
  IF NOT coalesce(access.may_rest_on(NEW.basis, sent.sender, sent.receiver, sent.from_authority, sent.to_authority,
                                     sent.within_principal), false) THEN
    RAISE EXCEPTION 'this basis carries nothing between these units'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_on_its_ground';
  END IF;
  IF NEW.basis <> 'consent' THEN RETURN NEW; END IF;
  PERFORM FROM sip_consent c
    JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = NEW.receiving_unit_id AND cu.withdrawn_at IS NULL
    WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id AND c.status = 'given'
      AND c.valid_from <= access.today() AND c.valid_to >= access.today()
      AND access.kind_of_piece(sent.kind, sent.sender) = ANY (c.information_kinds)
    FOR SHARE OF c, cu;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no live consent covers the receiving unit and the kind of information'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_needs_consent';
  END IF;
  RETURN NEW;
END
"""


def body_of(source: str, name: str) -> str:
    """The body of a trigger function as an earlier migration made it."""
    return source.split(f"access.{name}() RETURNS trigger", 1)[1].split("$$", 2)[1]


def again(name: str, body: str) -> str:
    return f"""
SET LOCAL ROLE bus_policy;
CREATE OR REPLACE FUNCTION access.{name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $${body}$$;
SET LOCAL ROLE bus_owner;
"""


def _waiting(body: str, last: str) -> str:
    """The same question, that waits for whoever is withdrawing the consent it leans on."""
    return body.replace(f"{last};", f"{last}\n    FOR SHARE OF c, cu;")


_CALL = body_of(tables_sql.CONSENT_GATE, "call_needs_consent")
_DISCLOSURE = body_of(tables_sql.CONSENT_GATE, "disclosure_needs_consent")
CALL_GATE = _waiting(_CALL, "AND (c.form = 'written' OR sitting.family_present)")
_PLAN = body_of(plans_sql.GATES, "plan_needs_consent")
GATES = (
    again("disclosure_needs_consent", DISCLOSURE_GATE)
    + again("call_needs_consent", CALL_GATE)
    + again("plan_needs_consent", _waiting(_PLAN, "AND c.valid_to >= access.today()"))
)
GATES_BACK = (
    again("disclosure_needs_consent", _DISCLOSURE)
    + again("call_needs_consent", _CALL)
    + again("plan_needs_consent", _PLAN)
)

# A copy is filed of what was disclosed to the own unit, word for word, while its basis stands. [CS-20, facts 9.11]
FILING = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.filed_piece_is_disclosed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
DECLARE leans_on uuid;
BEGIN
  SELECT d.consent_id INTO leans_on FROM sip_disclosure d JOIN sip_contribution k ON k.id = d.contribution_id
    WHERE d.id = NEW.disclosure_id AND d.case_id = NEW.case_id AND d.receiving_unit_id = NEW.unit_id
      AND d.basis = NEW.basis AND d.created_at = NEW.disclosed_at AND k.unit_id = NEW.from_unit_id
      AND k.kind = NEW.kind AND k.version = NEW.version AND k.text = NEW.text;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a filed piece is one that was disclosed to the unit'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'filed_piece_is_disclosed';
  END IF;
  IF leans_on IS NULL THEN RETURN NEW; END IF;
  PERFORM FROM sip_consent c
    JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = NEW.unit_id AND cu.withdrawn_at IS NULL
    WHERE c.id = leans_on AND c.status = 'given' AND c.valid_from <= access.today() AND c.valid_to >= access.today()
    FOR SHARE OF c, cu;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the consent that the piece was disclosed on no longer stands'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'filed_piece_needs_consent';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.filed_piece_is_disclosed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.filed_piece_is_disclosed() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE CONSTRAINT TRIGGER sip_filedpiece_is_disclosed AFTER INSERT ON sip_filedpiece
  FOR EACH ROW EXECUTE FUNCTION access.filed_piece_is_disclosed();
CREATE CONSTRAINT TRIGGER sip_filedcopy_consent AFTER INSERT ON sip_filedcopy
  FOR EACH ROW EXECUTE FUNCTION access.plan_needs_consent();
"""
FILING_BACK = """
DROP TRIGGER sip_filedpiece_is_disclosed ON sip_filedpiece;
DROP TRIGGER sip_filedcopy_consent ON sip_filedcopy;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.filed_piece_is_disclosed();
SET LOCAL ROLE bus_owner;
"""

# The pieces that one's unit has filed: its leaders, who filed them, and those of it who took part. (rows 3, 5, 8)
FILED_PIECES = f"""
SELECT f.id FROM access.acting_row() me
JOIN sip_filedpiece f ON f.unit_id = me.unit_id AND f.region_id = me.region_id
WHERE me.role IN {questions.LEADERS} OR f.filed_by_id = me.assignment_id OR EXISTS (
  SELECT FROM sip_participation p
  WHERE p.case_id = f.case_id AND p.assignment_id = me.assignment_id AND p.region_id = me.region_id)
"""
PROTECTION = [
    doors(
        "sip_filedpiece",
        "SELECT, INSERT",
        read="id = ANY (ARRAY(SELECT access.visible_filed_piece_ids()))",
        insert=f"{CASE} AND unit_id = {MY_UNIT} AND filed_by_id = {ME}",
    )
]
TO_REGION_LEVEL = {"unit_id": UNIT, "from_unit_id": UNIT, "filed_by_id": ASSIGNMENT, "child_id": "sip_child"}
