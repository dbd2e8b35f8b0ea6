"""A consent that was asked for is answered afterwards: given or refused by what its givers have said. [SM-4, facts 9.6]

What is signed on the screen has a guard of its own; of every other form this says from which state, and by whom.
"""

from sip.signatures.tables_sql import ANSWERED as ON_THE_SCREEN
from sip.signatures.tables_sql import ENDS, TAKES_PART

ANSWERED = f"{ENDS} OR (status IN ('given', 'refused') AND {TAKES_PART})"


def ends_by(check: str) -> str:
    return f"ALTER POLICY sip_consent_update_app_2 ON sip_consent WITH CHECK ({check});"


DOOR, DOOR_BACK = ends_by(ANSWERED), ends_by(ON_THE_SCREEN)

# Who must say yes, `deciding_sql` asks.
IS_ANSWERED = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.consent_is_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  PERFORM WHERE OLD.status = 'requested' AND CASE
    WHEN NEW.status = 'refused' THEN
      EXISTS (SELECT FROM sip_consentgiver g WHERE g.consent_id = NEW.id AND NOT g.answer)
    ELSE access.consent_is_enough(NEW.id)
  END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a consent is given by the answers of those who must'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_is_answered';
  END IF;
  IF NEW.status = 'given' THEN
    NEW.given_on := (SELECT max(g.answered_on) FROM sip_consentgiver g WHERE g.consent_id = NEW.id AND g.answer);
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.consent_is_answered() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.consent_is_answered() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER sip_consent_is_answered BEFORE UPDATE OF status ON sip_consent
  FOR EACH ROW WHEN (NEW.form <> 'screen' AND NEW.status IN ('given', 'refused') AND OLD.status <> NEW.status)
  EXECUTE FUNCTION access.consent_is_answered();
CREATE TRIGGER sip_consent_answered_calls AFTER UPDATE OF status ON sip_consent
  FOR EACH ROW WHEN (NEW.form <> 'screen' AND NEW.status = 'given' AND OLD.status <> 'given')
  EXECUTE FUNCTION access.calls_go();
"""
IS_NOT_ANSWERED = """
DROP TRIGGER sip_consent_is_answered ON sip_consent; DROP TRIGGER sip_consent_answered_calls ON sip_consent;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.consent_is_answered();
SET LOCAL ROLE bus_owner;
"""
# On whose word a consent is taken back. [CS-20]
WORDS = """
GRANT UPDATE (word_of, word_form) ON sip_consent TO bus_app;
GRANT UPDATE (word_of, word_form) ON sip_consentunit TO bus_app;
"""
NO_WORDS = """
REVOKE UPDATE (word_of, word_form) ON sip_consent FROM bus_app;
REVOKE UPDATE (word_of, word_form) ON sip_consentunit FROM bus_app;
"""
