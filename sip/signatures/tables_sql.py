"""What the database holds of signatures: their doors, and that they give a consent on the screen. [CS-05, SM-4]"""

from core.access.migration_ops import policy_function
from sip.access import escalation_sql, questions
from sip.access.disclosures_sql import CALL_GATE, again, body_of
from sip.access.joining_sql import DOORS, NOW
from sip.access.tables_sql import CONSENT, GIVERS, ME, doors

TABLE = "sip_consentsignature"
OWN_CHILD = "case_id = ANY (ARRAY(SELECT own.case_id FROM sip_childcase own))"
TAKES_PART = f"""case_id IN (SELECT p.case_id FROM sip_participation p
  WHERE p.assignment_id = {ME} AND p.part IN ('raiser', 'unit') AND p.valid_to IS NULL)"""  # noqa: S608
# In one's own name, now, to a consent that waits for signatures, by one who gives it; on the child's own record.
SIGNS = f"""{GIVERS} AND {OWN_CHILD} AND {TAKES_PART} AND held_by_id = {ME} AND signed_at {NOW}
  AND EXISTS (SELECT FROM sip_consent c WHERE c.id = {TABLE}.consent_id AND c.case_id = {TABLE}.case_id
              AND c.form = 'screen' AND c.status = 'requested'
              AND (c.signatories IN ('individual', 'child_alone')) = ({TABLE}.giver_id IS NULL))
  AND (giver_id IS NULL OR EXISTS (SELECT FROM sip_consentgiver g
                                   WHERE g.id = {TABLE}.giver_id AND g.consent_id = {TABLE}.consent_id))"""  # noqa: S608  (constants only)
PROTECTION = doors(TABLE, "SELECT, INSERT", read=GIVERS, insert=SIGNS)

# A consent ends by an update, and on the screen is answered by one; which moves there are the trigger says.
ENDS = DOORS["consent"][2]
ANSWERED = f"{ENDS} OR (form = 'screen' AND status IN ('given', 'refused') AND {TAKES_PART})"


def ends_by(check: str) -> str:
    return f"ALTER POLICY sip_consent_update_app_2 ON sip_consent USING ({CONSENT}) WITH CHECK ({check});"


LIMITS = f"""
ALTER TABLE {TABLE}
  ADD CONSTRAINT signature_hash_is_of_its_text
    CHECK (shown_hash = encode(sha256(convert_to(shown_text, 'UTF8')), 'hex')),
  ADD CONSTRAINT signature_is_no_larger
    CHECK (octet_length(strokes::text) <= 60000 AND octet_length(shown_text) <= 40000);
"""
NO_LIMITS = f"""
ALTER TABLE {TABLE} DROP CONSTRAINT signature_hash_is_of_its_text, DROP CONSTRAINT signature_is_no_larger;
"""

# Never changed, and gone with the whole record alone.
FROZEN = f"""
CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change_but_retention();
CREATE TRIGGER {TABLE}_never_emptied BEFORE TRUNCATE ON {TABLE}
  FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change();
"""
NOT_FROZEN = f"DROP TRIGGER {TABLE}_append_only ON {TABLE}; DROP TRIGGER {TABLE}_never_emptied ON {TABLE};"

# A consent on the screen is asked for first, and given by the signatures of those who must (`deciding_sql` says who);
# then it takes the calls of whom it does not cover, as a consent that is recorded whole does.
IS_SIGNED = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.screen_is_signed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.status = 'requested' THEN RETURN NEW; END IF;
  PERFORM WHERE TG_OP = 'UPDATE' AND OLD.status = 'requested' AND CASE
    WHEN NEW.status = 'refused' THEN true
    ELSE access.consent_is_enough(NEW.id)
  END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a consent on the screen is given by signatures'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'screen_is_signed';
  END IF;
  IF NEW.status = 'given' THEN NEW.given_on := access.today(); END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.screen_is_signed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.screen_is_signed() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER sip_consent_screen_asked BEFORE INSERT ON sip_consent
  FOR EACH ROW WHEN (NEW.form = 'screen') EXECUTE FUNCTION access.screen_is_signed();
CREATE TRIGGER sip_consent_screen_signed BEFORE UPDATE OF status ON sip_consent
  FOR EACH ROW WHEN (NEW.form = 'screen' AND NEW.status IN ('given', 'refused') AND OLD.status <> NEW.status)
  EXECUTE FUNCTION access.screen_is_signed();
CREATE TRIGGER sip_consent_signed_calls AFTER UPDATE OF status ON sip_consent
  FOR EACH ROW WHEN (NEW.form = 'screen' AND NEW.status = 'given' AND OLD.status <> 'given')
  EXECUTE FUNCTION access.calls_go();
"""
IS_NOT_SIGNED = """
DROP TRIGGER sip_consent_screen_asked ON sip_consent; DROP TRIGGER sip_consent_screen_signed ON sip_consent;
DROP TRIGGER sip_consent_signed_calls ON sip_consent;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.screen_is_signed();
SET LOCAL ROLE bus_owner;
"""


# Signed on the screen is as good as written: `sip.consent.covers` says the same, and one table tests both. [CS-05]
def as_written(text: str) -> str:
    if "c.form = 'written'" not in text:
        raise LookupError("asks for nothing written")
    return text.replace("c.form = 'written'", "c.form IN ('written', 'screen')")


ESCALATION_GATE = body_of(escalation_sql.GATE, "escalation_needs_consent")
GATES = again("call_needs_consent", as_written(CALL_GATE)) + again(
    "escalation_needs_consent", as_written(ESCALATION_GATE)
)
GATES_BACK = again("call_needs_consent", CALL_GATE) + again("escalation_needs_consent", ESCALATION_GATE)
QUESTIONS = [
    policy_function(
        "case_relations()",
        questions.RELATION,
        as_written(escalation_sql.CASE_RELATIONS),
        language="plpgsql",
        reverse_body=escalation_sql.CASE_RELATIONS,
    ),
    policy_function(
        "asked_visible_identity_case_ids()",
        "SETOF uuid",
        as_written(escalation_sql.IDENTITY_CASES),
        grant_to=(),
        reverse_body=escalation_sql.IDENTITY_CASES,
    ),
]
