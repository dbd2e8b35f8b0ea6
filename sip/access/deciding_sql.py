"""The region's rule of consents, and whether those who decide have said yes, as the database asks. [SM-4, X-06..X-08]

`sip.consent.rules.breaks` says the same of the rule and `sip.consent.services.recording` of the answers; one table
tests both. What is written as the loader is no act of anybody, and is asked nothing.
"""

from core.access.migration_ops import policy_function, same_region
from sip.access.keys_sql import ASSIGNMENT
from sip.access.persons_sql import GUARDIAN
from sip.access.profile_sql import decided, of_the_file
from sip.access.questions import LEADERS
from sip.access.tables_sql import CHILD

# What of a consent breaks the rule; '' where nothing does.
BREAKS = """
SELECT CASE
  WHEN form = 'oral' AND is_written THEN 'written'
  WHEN days > longest THEN 'longest'
  WHEN signatories = 'one_guardian' AND rule <> 'one_guardian' THEN 'one_guardian'
  WHEN reason = '' AND (signatories IN ('sole_custody', 'prevented', 'board_decision', 'protected_home')
    OR (signatories = 'child_alone' AND rule NOT IN ('child_if_mature', 'individual'))) THEN 'reason'
  WHEN judgement = '' AND (signatories = 'child_alone' OR (rule IN ('guardians_and_child', 'individual')
    AND signatories NOT IN ('guardians_and_child', 'individual'))) THEN 'judgement'
  WHEN signatories = 'prevented' AND NOT is_approved THEN 'approved'
  ELSE '' END
"""
BREAKS_OF = (
    "consent_breaks(rule text, longest int, is_written boolean, signatories text, form text, days int, reason text, "
    "judgement text, is_approved boolean)"
)

# Who decides on the day of the last yes: whoever is appointed in the place of all, else the guardians with whoever is
# appointed in the place of one; of the record of the principal that asked. The law of each day is `deciders.py`.
IS_ENOUGH = """
WITH c AS (
  SELECT * FROM sip_consent WHERE id = consent
), said AS (
  SELECT g.guardian_id, g.person_id, g.id AS giver_id,
    CASE WHEN c.form = 'screen' THEN s.answer ELSE g.answer END AS answer,
    CASE WHEN c.form = 'screen' THEN (s.signed_at AT TIME ZONE 'Europe/Stockholm')::date ELSE g.answered_on END AS day
  FROM c JOIN sip_consentgiver g ON g.consent_id = c.id
  LEFT JOIN sip_consentsignature s ON s.consent_id = c.id AND s.giver_id = g.id
), own AS (
  SELECT h.id FROM c JOIN sip_childcase l ON l.case_id = c.case_id JOIN sip_child h ON h.id = l.child_id
  JOIN organisations_unit u ON u.id = c.recording_unit_id AND u.principal_id = h.principal_id
  ORDER BY l.created_at LIMIT 1
), last AS (
  SELECT coalesce((SELECT max(day) FROM said WHERE answer), c.given_on, c.valid_from) AS day, c.valid_to FROM c
), guardians AS (
  SELECT v.id FROM own JOIN sip_guardian v ON v.child_id = own.id AND v.valid_to IS NULL CROSS JOIN last
  WHERE v.custody <> 'appointed' OR (v.appointed_from <= last.day
    AND (v.appointed_to IS NULL OR (v.appointed_to >= last.day AND v.appointed_to >= last.valid_to)))
), appointed AS (
  SELECT p.id, p.stands_for_id FROM own CROSS JOIN last
  JOIN sip_childperson p ON p.child_id = own.id AND p.relation = 'representative' AND p.valid_to IS NULL
    AND p.appointed_from <= last.day AND (p.appointed_to IS NULL OR p.appointed_to >= last.day)
), deciders AS (
  SELECT a.id FROM appointed a WHERE a.stands_for_id IS NULL
  UNION ALL
  SELECT a.id FROM appointed a WHERE a.stands_for_id IN (SELECT g.id FROM guardians g)
    AND NOT EXISTS (SELECT FROM appointed b WHERE b.stands_for_id IS NULL)
  UNION ALL
  SELECT g.id FROM guardians g WHERE NOT EXISTS (
    SELECT FROM appointed b WHERE b.stands_for_id IS NULL OR b.stands_for_id = g.id)
), answers AS (
  SELECT d.id, s.answer AND NOT EXISTS (
      SELECT FROM sip_childperson p CROSS JOIN last WHERE p.id = s.person_id
        AND (p.appointed_from > s.day OR p.appointed_to < last.valid_to)) AS answer
  FROM deciders d LEFT JOIN said s ON d.id IN (s.guardian_id, s.person_id)
)
SELECT CASE
  WHEN c.signatories IN ('individual', 'child_alone') THEN c.form <> 'screen'
    OR EXISTS (SELECT FROM sip_consentsignature s WHERE s.consent_id = c.id AND s.giver_id IS NULL AND s.answer)
  WHEN c.signatories IN ('all_guardians', 'guardians_and_child') THEN EXISTS (SELECT FROM answers)
    AND NOT EXISTS (SELECT FROM answers a WHERE a.answer IS NOT TRUE)
    AND NOT EXISTS (SELECT FROM said s WHERE s.answer IS NOT TRUE)
    AND (c.signatories = 'all_guardians'
      OR EXISTS (SELECT FROM said s WHERE s.guardian_id IS NULL AND s.person_id IS NULL))
  ELSE EXISTS (SELECT FROM answers a WHERE a.answer) END
FROM c
"""

QUESTIONS = [
    policy_function(BREAKS_OF, "text", BREAKS, volatility="IMMUTABLE", grant_to=("bus_owner",)),
    policy_function("consent_is_enough(consent uuid)", "boolean", IS_ENOUGH, grant_to=("bus_owner",)),
]

DECISIONS = f"""
  SELECT profile || coalesce(jsonb_object_agg(o.key, o.value), '{{}}') INTO profile {decided("NEW.region_id")};"""


def follows(decisions: str = "") -> str:
    """The function that holds a new consent against the rule of its region."""
    return f"""
CREATE OR REPLACE FUNCTION access.consent_follows_rule() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
DECLARE profile jsonb; rule text; broken text;
BEGIN
  SELECT p.data INTO profile {of_the_file("NEW.region_id")};{decisions}
  rule := coalesce(profile ->> 'consent_signatories', 'all_guardians');
  IF NEW.purpose = 'unborn' AND rule <> 'one_guardian' THEN rule := 'all_guardians'; END IF;
  broken := access.consent_breaks(rule, (profile #>> ARRAY['consent_times', NEW.purpose, 'longest_days'])::int,
    coalesce(profile -> 'consent_written' ? NEW.purpose, false), NEW.signatories, NEW.form,
    NEW.valid_to - NEW.valid_from, NEW.signatories_reason, NEW.maturity_judgement, EXISTS (
      SELECT FROM people_roleassignment a WHERE a.id = NEW.approved_by_id AND a.unit_id = NEW.recording_unit_id
        AND a.role IN {LEADERS} AND a.valid_from <= access.today()
        AND (a.valid_to IS NULL OR a.valid_to >= access.today())));
  IF broken <> '' THEN
    RAISE EXCEPTION 'a consent follows the rule of its region: %', broken
      USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_follows_rule';
  END IF;
  RETURN NEW;
END $$;"""


FOLLOWS_DECISIONS = f"SET LOCAL ROLE bus_policy;{follows(DECISIONS)}SET LOCAL ROLE bus_owner;"
FOLLOWS_THE_FILE = f"SET LOCAL ROLE bus_policy;{follows()}SET LOCAL ROLE bus_owner;"
RULE = f"""
SET LOCAL ROLE bus_policy;
{follows()}
CREATE FUNCTION access.consent_is_decided() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  PERFORM FROM sip_consent c WHERE c.id = NEW.id AND c.status = 'given' AND NOT access.consent_is_enough(c.id);
  IF FOUND THEN
    RAISE EXCEPTION 'a consent is given by those who decide for the child'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_is_decided';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION access.consent_follows_rule(), access.consent_is_decided() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.consent_follows_rule(), access.consent_is_decided() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER sip_consent_follows_rule BEFORE INSERT ON sip_consent
  FOR EACH ROW WHEN (current_user = 'bus_app') EXECUTE FUNCTION access.consent_follows_rule();
CREATE CONSTRAINT TRIGGER sip_consent_is_decided AFTER INSERT ON sip_consent DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (current_user = 'bus_app' AND NEW.status = 'given') EXECUTE FUNCTION access.consent_is_decided();
"""
RULE_BACK = """
DROP TRIGGER sip_consent_follows_rule ON sip_consent; DROP TRIGGER sip_consent_is_decided ON sip_consent;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.consent_follows_rule(); DROP FUNCTION access.consent_is_decided();
SET LOCAL ROLE bus_owner;
"""

APPOINTED = "appointment_number, appointed_from, appointed_to"
STANDS_FOR = f"""{CHILD} AND (stands_for_id IS NULL OR EXISTS (
  SELECT FROM sip_guardian g WHERE g.id = sip_childperson.stands_for_id AND g.child_id = sip_childperson.child_id))"""


def _person_is(check: str) -> str:
    return "".join(
        f"ALTER POLICY sip_childperson_{door} ON sip_childperson WITH CHECK ({check});\n"
        for door in ("insert_app_1", "update_app_2")
    )


COLUMNS = f"""
GRANT UPDATE ({APPOINTED}) ON sip_guardian TO bus_app;
GRANT UPDATE ({APPOINTED}, stands_for_id) ON sip_childperson TO bus_app;
{_person_is(STANDS_FOR)}"""
COLUMNS_BACK = f"""
{_person_is(CHILD)}
REVOKE UPDATE ({APPOINTED}) ON sip_guardian FROM bus_app;
REVOKE UPDATE ({APPOINTED}, stands_for_id) ON sip_childperson FROM bus_app;
"""
KEYS = [
    same_region("sip_childperson", "stands_for_id", GUARDIAN),
    same_region("sip_consent", "approved_by_id", ASSIGNMENT),
]
