"""A transfer of information as the database holds it: doors, relations, gates. [security 1-4]

Who started it has relation participant, as in a plan. A unit that is given something is `received`: its leaders, and
those of it whom they name, while a living consent covers the unit, or for what was given on a ground in law. Withdrawn,
the relation is gone with the consent, and with it everything: the next question finds nothing.
"""

from core.access.migration_ops import policy_function, protect, same_region
from sip.access import escalation_sql, joining_sql, plan_questions, plans_sql, questions
from sip.access.joining_sql import IN_FORCE, NOW
from sip.access.keys_sql import ASSIGNMENT, UNIT
from sip.access.plans_sql import STARTED
from sip.access.questions import LEADERS
from sip.access.tables_sql import CASE, ME, MY_UNIT
from sip.signatures.tables_sql import as_written

TABLE = "sip_transfer"
PURPOSES = "('information_transfer', 'unborn')"


def _changed(text: str, before: str, after: str) -> str:
    if before not in text:
        raise LookupError(before)
    return text.replace(before, after)


def _covering(case: str, unit: str, today: str, more: str = "") -> str:
    """A consent to the transfer lives that day and covers the unit."""
    return f"""EXISTS (
  SELECT FROM sip_consent c JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.withdrawn_at IS NULL
  WHERE c.case_id = {case} AND cu.unit_id = {unit} AND c.purpose IN {PURPOSES} AND c.status = 'given'
    AND c.valid_from <= {today} AND c.valid_to >= {today} {more})"""


def _on_a_ground(case: str, unit: str) -> str:
    return f"""EXISTS (
  SELECT FROM sip_disclosure d
  WHERE d.case_id = {case} AND d.receiving_unit_id = {unit} AND d.consent_id IS NULL)"""


# One statement for each way in, as the others are asked: by one's own name, and as leader of the unit.
RECEIVED = f"""SELECT p.case_id, 'received', p.unit_id FROM sip_participation p
WHERE {{who}} AND p.region_id = me.region_id AND p.part = 'receiver' AND {questions.IN_FORCE} {{only}}
  AND ({_covering("p.case_id", "p.unit_id", "today")} OR {_on_a_ground("p.case_id", "p.unit_id")})"""  # noqa: S608
_LAST = f"IF me.role = 'forum_convenor' THEN RETURN QUERY {questions.RELATIONS[-1][1]}; END IF;"


def _also(text: str, only: str) -> str:
    """The relations of `questions` and, after the last of them, those of who receives."""
    last = _LAST.format(only=only)
    named = RECEIVED.format(who="p.assignment_id = me.assignment_id", only=only)
    led = RECEIVED.format(who="p.unit_id = me.unit_id AND p.assignment_id IS NULL", only=only)
    more = f"RETURN QUERY {named};\nIF me.role IN {LEADERS} THEN RETURN QUERY {led}; END IF;"
    return _changed(text, last, f"{last}\n{more}")


RELATIONS_BEFORE = as_written(escalation_sql.CASE_RELATIONS)
CASE_RELATIONS = _also(_also(RELATIONS_BEFORE, ""), "AND p.case_id = one_case")

TODAY = "(SELECT access.today())"
COVERED = _covering("r.case_id", "r.unit_id", TODAY)
NAMED = _covering("r.case_id", "r.unit_id", TODAY, "AND 'identity' = ANY (c.information_kinds)")
IDENTITY_BEFORE = as_written(escalation_sql.IDENTITY_CASES)
IDENTITY_CASES = f"{IDENTITY_BEFORE.rstrip()}\n   OR (r.relation = 'received' AND {NAMED})\n"
CONSENT_CASES = f"{plan_questions.CONSENT_CASES.rstrip()}\n   OR (r.relation = 'received' AND {COVERED})\n"
LOG_CASES = _changed(plan_questions.LOG_CASES, plan_questions.CONSENT_CASES, CONSENT_CASES)


def _again(name: str, body: str, before: str):
    return policy_function(f"asked_{name}()", "SETOF uuid", body, grant_to=(), reverse_body=before)


QUESTIONS = [
    policy_function(
        "case_relations()", questions.RELATION, CASE_RELATIONS, language="plpgsql", reverse_body=RELATIONS_BEFORE
    ),
    _again("visible_identity_case_ids", IDENTITY_CASES, IDENTITY_BEFORE),
    _again("visible_consent_case_ids", CONSENT_CASES, plan_questions.CONSENT_CASES),
    _again("visible_log_case_ids", LOG_CASES, plan_questions.LOG_CASES),
]

BEGINS = f"""case_id = ANY (ARRAY(SELECT access.unjoined_case_ids())) AND started_by_id = {ME}
  AND starting_unit_id = {MY_UNIT} AND status = 'open'"""
PROTECTION = [
    protect(TABLE, roles={"bus_app": "SELECT, INSERT"}, read=CASE, insert=BEGINS),
    same_region(TABLE, "case_id", "sip_case"),
    same_region(TABLE, "area_id", "organisations_area"),
    same_region(TABLE, "district_id", "organisations_district"),
    same_region(TABLE, "starting_unit_id", UNIT),
    same_region(TABLE, "started_by_id", ASSIGNMENT),
]
# Who started it closes it; whoever it is known to may stop it, on the giver's word. It never opens again. [CS-20]
MOVES = f"({STARTED} AND status <> 'open') OR status = 'stopped'"
ENDS = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app USING ({CASE}) WITH CHECK ({MOVES});
GRANT UPDATE (status, ended_on) ON {TABLE} TO bus_app;
"""
NO_ENDS = f"DROP POLICY {TABLE}_update_app ON {TABLE}; REVOKE UPDATE (status, ended_on) ON {TABLE} FROM bus_app;"

# A unit receives by one who takes part for the unit that started it; its leader names who of it takes care of it.
OF_A_TRANSFER = f"case_id IN (SELECT t.case_id FROM {TABLE} t)"  # noqa: S608  (constants only)
LEADS_IT = f"unit_id = (SELECT me.unit_id FROM access.acting_row() me WHERE me.role IN {LEADERS})"  # noqa: S608
RECEIVES = f"""(part = 'receiver' AND occasion_id IS NULL AND {OF_A_TRANSFER}
  AND ((assignment_id IS NULL AND {STARTED})
    OR ({LEADS_IT} AND {CASE} AND EXISTS (
      SELECT FROM people_roleassignment a
      WHERE a.id = sip_participation.assignment_id AND a.unit_id = sip_participation.unit_id
        AND {IN_FORCE.format("a")}))))"""
JOINS = f"""added_by_id = {ME} AND valid_to IS NULL AND valid_from {NOW}
  AND ({joining_sql.RAISES} OR {joining_sql.IS_CALLED} OR {plans_sql.JOINS_PLAN} OR {RECEIVES})"""
NAMES = f"""{joining_sql.OWN_CASE} AND (case_id IN (SELECT f.case_id FROM sip_forumcase f WHERE f.status = 'raised')
  OR case_id IN (SELECT t.case_id FROM {TABLE} t WHERE t.status = 'open'))"""  # noqa: S608  (constants only)


def _doors(joins: str, names: str) -> str:
    return f"""
ALTER POLICY sip_participation_insert_app_1 ON sip_participation WITH CHECK ({joins});
ALTER POLICY sip_concernedunit_insert_app_1 ON sip_concernedunit WITH CHECK ({names});
"""


DOORS, DOORS_BACK = _doors(JOINS, NAMES), _doors(plans_sql.JOINS, joining_sql.NAMES)

_DEFINER = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER\nSET search_path = access, public, pg_temp AS $$"
_WHO_ASKS = ("receiver_needs_basis", "consent_fits_its_case", "unborn_consent_ends")
_NAMED = ", ".join(f"access.{name}()" for name in _WHO_ASKS)
# No program lets a unit into a transfer that nothing opens to it; a consent is for what its case is; and what was given
# for a child that is expected ends when it is born, whatever notes the birth. [security 4, CS-13, F101]
GATES = f"""
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.receiver_needs_basis() {_DEFINER}
BEGIN
  PERFORM FROM sip_consent c
    JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = NEW.unit_id AND cu.withdrawn_at IS NULL
    WHERE c.case_id = NEW.case_id AND c.purpose IN {PURPOSES} AND c.status = 'given'
      AND c.valid_from <= access.today() AND c.valid_to >= access.today()
    FOR SHARE OF c, cu;
  IF NOT FOUND AND NOT {_on_a_ground("NEW.case_id", "NEW.unit_id")} THEN
    RAISE EXCEPTION 'nothing lets this unit receive anything'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'receiver_needs_basis';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION access.consent_fits_its_case() {_DEFINER}
BEGIN
  IF access.kind() IS NULL THEN RETURN NEW; END IF;
  PERFORM FROM sip_case k WHERE k.id = NEW.case_id AND CASE k.kind
    WHEN 'transfer' THEN NEW.purpose IN {PURPOSES} AND NEW.sitting IS NULL
    WHEN 'sip' THEN NEW.purpose = 'sip'
    ELSE NEW.purpose IN ('forum_occasion', 'steering_escalation') END;
  IF NOT FOUND OR (NEW.purpose = 'unborn' AND NOT EXISTS (
      SELECT FROM sip_childcase l JOIN sip_child h ON h.id = l.child_id
      WHERE l.case_id = NEW.case_id AND h.birth_date IS NULL)) THEN
    RAISE EXCEPTION 'a consent is for what its case is'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_fits_its_case';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION access.unborn_consent_ends() {_DEFINER}
BEGIN
  UPDATE sip_consent c SET status = 'expired', ended_at = access.moment()
    FROM sip_childcase l
    WHERE l.child_id = NEW.id AND c.case_id = l.case_id AND c.purpose = 'unborn' AND c.status IN ('requested', 'given');
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {_NAMED} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {_NAMED} TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE CONSTRAINT TRIGGER sip_participation_receives AFTER INSERT ON sip_participation
  FOR EACH ROW WHEN (NEW.part = 'receiver') EXECUTE FUNCTION access.receiver_needs_basis();
CREATE CONSTRAINT TRIGGER sip_consent_fits_its_case AFTER INSERT ON sip_consent
  FOR EACH ROW EXECUTE FUNCTION access.consent_fits_its_case();
CREATE TRIGGER sip_child_unborn_consent_ends AFTER UPDATE OF birth_date ON sip_child
  FOR EACH ROW WHEN (OLD.birth_date IS NULL AND NEW.birth_date IS NOT NULL)
  EXECUTE FUNCTION access.unborn_consent_ends();
"""  # noqa: S608  (constants only)
_DROPPED = "".join(f"DROP FUNCTION access.{name}();\n" for name in _WHO_ASKS)
GATES_BACK = f"""
DROP TRIGGER sip_participation_receives ON sip_participation;
DROP TRIGGER sip_consent_fits_its_case ON sip_consent;
DROP TRIGGER sip_child_unborn_consent_ends ON sip_child;
SET LOCAL ROLE bus_policy;
{_DROPPED}SET LOCAL ROLE bus_owner;
"""
