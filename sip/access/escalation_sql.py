"""A case goes to the concerned managers on a written consent that covers each of them, or without identity. [CS-05]

Who is named and covered is `concerned`, who is not `concerned_unnamed`: the case's question, the summary written
without identity and what the managers themselves decide, never minutes, pieces or the child. It follows the consent
from moment to moment: withdrawn, it closes at once. [security 2, row 9; SM-2]
"""

from sip.access import plan_questions
from sip.access.questions import COVERS_OWN
from sip.access.tables_sql import CASE, CONSENT, ME, MINUTES

LIVE = "c.purpose = 'steering_escalation' AND c.form = 'written' AND c.status = 'given'"
COVERED = f"""EXISTS (
    SELECT FROM sip_consent c
    JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = me.unit_id AND cu.withdrawn_at IS NULL
    WHERE c.case_id = p.case_id AND {LIVE} AND c.valid_from <= today AND c.valid_to >= today)"""


def _changed(text: str, before: str, after: str) -> str:
    if before not in text:
        raise LookupError(before)
    return text.replace(before, after)


CASE_RELATIONS = _changed(
    plan_questions.CASE_RELATIONS,
    "p.case_id, 'concerned', me.unit_id",
    f"p.case_id, CASE WHEN NOT p.is_deidentified AND {COVERED} THEN 'concerned' ELSE 'concerned_unnamed' END, "
    "me.unit_id",
)
PIECES = _changed(plan_questions.PIECES, "'called_unnamed')", "'called_unnamed', 'concerned_unnamed')")
IDENTITY_CASES = _changed(
    plan_questions.IDENTITY_CASES,
    f"AND {COVERS_OWN}\n)\n)\n   OR (r.relation IN ('participant', 'joined'",
    f"AND {COVERS_OWN} AND c.form = 'written'\n)\n)\n   OR (r.relation IN ('participant', 'joined'",
)

# What the managers decide, they read and write whether or not they may know who the child is.
STEERED = f"(level = 'steering' AND {CASE})"
DECIDES = f"""(level = 'steering' AND decided_by_id = {ME} AND case_id IN (
  SELECT m.case_id FROM sip_concernedmanager m WHERE m.assignment_id = {ME}))"""
DECISIONS = f"""
ALTER POLICY sip_decision_select_app_0 ON sip_decision USING ({MINUTES} OR {CONSENT} OR {STEERED});
ALTER POLICY sip_decision_insert_app_1 ON sip_decision WITH CHECK ({MINUTES} OR {DECIDES});
ALTER POLICY sip_decision_update_app_2 ON sip_decision
  USING ({MINUTES} OR {CONSENT} OR {STEERED}) WITH CHECK ({MINUTES} OR {CONSENT} OR {STEERED});
GRANT UPDATE (escalation_summary) ON sip_forumcase TO bus_app;
"""
DECISIONS_BACK = f"""
ALTER POLICY sip_decision_select_app_0 ON sip_decision USING ({MINUTES} OR {CONSENT});
ALTER POLICY sip_decision_insert_app_1 ON sip_decision WITH CHECK ({MINUTES});
ALTER POLICY sip_decision_update_app_2 ON sip_decision
  USING ({MINUTES} OR {CONSENT}) WITH CHECK ({MINUTES} OR {CONSENT});
"""

# No program names a manager whose unit no live written consent covers, unless the case goes without identity. A case
# that does has no identity row: it goes as it does when a sitting is called so.
GATE = f"""
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.escalation_needs_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  PERFORM FROM sip_forumcase f WHERE f.case_id = NEW.case_id AND f.is_deidentified AND f.escalation_summary <> '';
  IF FOUND THEN RETURN NEW; END IF;
  PERFORM FROM sip_consent c
    JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.withdrawn_at IS NULL
    JOIN people_roleassignment a ON a.unit_id = cu.unit_id
    WHERE a.id = NEW.assignment_id AND c.case_id = NEW.case_id AND {LIVE}
      AND c.valid_from <= access.today() AND c.valid_to >= access.today()
    FOR SHARE OF c, cu;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no live written consent covers the unit of this manager'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'escalation_needs_consent';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.escalation_needs_consent() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.escalation_needs_consent() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE CONSTRAINT TRIGGER sip_concernedmanager_consent AFTER INSERT ON sip_concernedmanager
  FOR EACH ROW EXECUTE FUNCTION access.escalation_needs_consent();
CREATE TRIGGER sip_forumcase_identity_goes AFTER UPDATE OF is_deidentified ON sip_forumcase
  FOR EACH ROW WHEN (NEW.is_deidentified AND NOT OLD.is_deidentified) EXECUTE FUNCTION access.identity_goes();
"""
GATE_BACK = """
DROP TRIGGER sip_forumcase_identity_goes ON sip_forumcase;
DROP TRIGGER sip_concernedmanager_consent ON sip_concernedmanager;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.escalation_needs_consent();
SET LOCAL ROLE bus_owner;
"""
