"""A principal links its own child to a case where the law lets it know of the case. [security 4]

Who begins a case links its own child to it: nothing passes between principals by that. Another principal does where a
live consent covers one of its units, or where one of them has filed what it was given.
"""

LINK = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.link_needs_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
DECLARE own uuid[];
BEGIN
  SELECT array_agg(u.id) INTO own FROM sip_child h JOIN organisations_unit u ON u.principal_id = h.principal_id
    WHERE h.id = NEW.child_id;
  PERFORM FROM sip_case k JOIN people_roleassignment a ON a.id = k.created_by_id
    WHERE k.id = NEW.case_id AND a.unit_id = ANY (own);
  IF FOUND THEN RETURN NEW; END IF;
  PERFORM FROM sip_filedpiece f WHERE f.case_id = NEW.case_id AND f.unit_id = ANY (own);
  IF FOUND THEN RETURN NEW; END IF;
  PERFORM FROM sip_filedcopy f WHERE f.case_id = NEW.case_id AND f.unit_id = ANY (own);
  IF FOUND THEN RETURN NEW; END IF;
  PERFORM FROM sip_consent c
    JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = ANY (own) AND cu.withdrawn_at IS NULL
    WHERE c.case_id = NEW.case_id AND c.status = 'given'
      AND c.valid_from <= access.today() AND c.valid_to >= access.today()
    FOR SHARE OF c, cu;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no live consent covers a unit of this child''s principal in the case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'link_needs_consent';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.link_needs_consent() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.link_needs_consent() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE CONSTRAINT TRIGGER sip_childcase_consent AFTER INSERT ON sip_childcase
  FOR EACH ROW EXECUTE FUNCTION access.link_needs_consent();
"""
LINK_BACK = """
DROP TRIGGER sip_childcase_consent ON sip_childcase;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.link_needs_consent();
SET LOCAL ROLE bus_owner;
"""
