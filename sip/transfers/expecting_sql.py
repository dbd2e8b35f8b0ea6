"""A child is expected no longer: what rested on its being expected ends, whatever notes it. [G-018, CS-13]"""

from sip.access.tables_sql import CHILD, ME

TABLE = "sip_expectedbirth"
ENDS = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app
  USING ({CHILD} AND ended_on IS NULL) WITH CHECK ({CHILD} AND ended_on IS NOT NULL AND ended_by_id = {ME});
GRANT UPDATE (ended_on, ended_by_id) ON {TABLE} TO bus_app;
"""
NO_ENDS = f"DROP POLICY {TABLE}_update_app ON {TABLE}; REVOKE UPDATE (ended_on, ended_by_id) ON {TABLE} FROM bus_app;"
GOES = f"""
GRANT UPDATE (status, ended_on) ON sip_transfer TO bus_policy;
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.expectation_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  UPDATE sip_consent c SET status = 'expired', ended_at = access.moment()
    FROM sip_childcase l
    WHERE l.child_id = NEW.child_id AND c.case_id = l.case_id AND c.purpose = 'unborn'
      AND c.status IN ('requested', 'given');
  UPDATE sip_transfer t SET status = 'closed', ended_on = access.today()
    FROM sip_childcase l JOIN sip_child h ON h.id = l.child_id
    WHERE l.child_id = NEW.child_id AND t.case_id = l.case_id AND t.status = 'open' AND h.birth_date IS NULL;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION access.expectation_ends() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.expectation_ends() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER {TABLE}_ends AFTER UPDATE OF ended_on ON {TABLE}
  FOR EACH ROW WHEN (OLD.ended_on IS NULL AND NEW.ended_on IS NOT NULL) EXECUTE FUNCTION access.expectation_ends();
"""  # noqa: S608  (constants only)
GOES_BACK = f"""
DROP TRIGGER {TABLE}_ends ON {TABLE};
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.expectation_ends();
SET LOCAL ROLE bus_owner;
REVOKE UPDATE (status, ended_on) ON sip_transfer FROM bus_policy;
"""
