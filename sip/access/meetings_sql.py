"""A plan's meeting rests on a consent to the plan, in the database too. [security 4]

It is called on one that lives now and on its day; when it has been held, one stood then.
"""

MEETING = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.meeting_needs_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
DECLARE day date := (NEW.starts_at AT TIME ZONE 'Europe/Stockholm')::date;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status <> 'called' AND NEW.status <> OLD.status THEN
    RAISE EXCEPTION 'what has been held or cancelled stands'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_stands';
  END IF;
  IF NEW.status = 'cancelled' THEN RETURN NEW; END IF;
  PERFORM FROM sip_consent c
    WHERE c.case_id = NEW.case_id AND c.purpose = 'sip' AND c.valid_from <= day AND c.valid_to >= day
      AND (CASE WHEN NEW.status = 'held' THEN c.status = 'given' OR c.ended_at > NEW.starts_at
           ELSE c.status = 'given' AND c.valid_from <= access.today() AND c.valid_to >= access.today() END)
    FOR SHARE OF c;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no live consent covers this meeting'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_needs_consent';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.meeting_needs_consent() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.meeting_needs_consent() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE CONSTRAINT TRIGGER sip_planmeeting_consent AFTER INSERT OR UPDATE OF status, starts_at ON sip_planmeeting
  FOR EACH ROW EXECUTE FUNCTION access.meeting_needs_consent();
"""
MEETING_BACK = """
DROP TRIGGER sip_planmeeting_consent ON sip_planmeeting;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.meeting_needs_consent();
SET LOCAL ROLE bus_owner;
"""
