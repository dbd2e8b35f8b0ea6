"""A call goes with the consent it was made on, in the same transaction, whatever program ends it. [CS-20, facts 9.8]

Withdrawn toward one unit, or followed by a consent that does not cover it: whoever of that unit was called to what lies
ahead is called no more. The whole consent's end needs nothing of this: the sitting cannot be held, the meeting is
cancelled. A new consent's units are written in one statement, at the end of which its case is gone through.
"""

CALLS_GO = """
GRANT UPDATE (attendance) ON sip_call TO bus_policy;
GRANT UPDATE (attendance) ON sip_planinvitation TO bus_policy;
GRANT UPDATE (valid_to) ON sip_participation TO bus_policy;
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.calls_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  UPDATE sip_participation p SET valid_to = access.moment()
    FROM sip_occasion o JOIN sip_consentunit u ON u.consent_id = o.consent_id AND u.withdrawn_at IS NOT NULL
    WHERE o.id = p.occasion_id AND o.status = 'called' AND o.case_id = NEW.case_id AND p.unit_id = u.unit_id
      AND p.valid_to IS NULL;
  UPDATE sip_call k SET attendance = 'released'
    FROM sip_occasion o JOIN sip_consentunit u ON u.consent_id = o.consent_id AND u.withdrawn_at IS NOT NULL
    WHERE o.id = k.occasion_id AND o.status = 'called' AND o.case_id = NEW.case_id AND k.unit_id = u.unit_id
      AND k.attendance = 'unknown';
  UPDATE sip_planinvitation k SET attendance = 'released'
    FROM sip_planmeeting m
    JOIN sip_consent c ON c.case_id = m.case_id AND c.purpose = 'sip' AND c.status = 'given'
    WHERE m.id = k.meeting_id AND m.status = 'called' AND m.case_id = NEW.case_id AND k.attendance = 'unknown'
      AND NOT EXISTS (SELECT FROM sip_consentunit u
                      WHERE u.consent_id = c.id AND u.unit_id = k.unit_id AND u.withdrawn_at IS NULL);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION access.calls_go() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.calls_go() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER sip_consentunit_calls_go AFTER UPDATE OF withdrawn_at ON sip_consentunit
  FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION access.calls_go();
CREATE TRIGGER sip_consentunit_replaces_calls AFTER INSERT ON sip_consentunit
  FOR EACH ROW EXECUTE FUNCTION access.calls_go();
"""
CALLS_GO_BACK = """
DROP TRIGGER sip_consentunit_calls_go ON sip_consentunit;
DROP TRIGGER sip_consentunit_replaces_calls ON sip_consentunit;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.calls_go();
SET LOCAL ROLE bus_owner;
REVOKE UPDATE (attendance) ON sip_call FROM bus_policy;
REVOKE UPDATE (attendance) ON sip_planinvitation FROM bus_policy;
REVOKE UPDATE (valid_to) ON sip_participation FROM bus_policy;
"""
