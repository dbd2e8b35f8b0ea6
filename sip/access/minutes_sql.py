"""Minutes are approved by somebody else than those who wrote them, in the database too. [security 2]

Whoever has saved a heading stays among its writers, whatever is written over it; who wrote a decision stands on it.
They are compared as persons: a convenor is a manager too, and does not become another by changing roles.
"""

from core.access.migration_ops import policy_function
from sip.access.escalation_sql import DECIDES
from sip.access.tables_sql import ME, MINUTES

ANSWERING = """
SELECT p.unit_id, p.assignment_id FROM sip_minutes m
JOIN sip_participation p ON p.case_id = m.case_id AND p.part IN ('raiser', 'unit')
WHERE m.id = minutes AND m.case_id = ANY (ARRAY(SELECT access.visible_minutes_case_ids()))
  AND p.valid_from <= access.moment() + interval '2 seconds' AND (p.valid_to IS NULL OR p.valid_to > access.moment())
  AND p.unit_id IN (SELECT d.responsible_unit_id FROM sip_decision d WHERE d.occasion_id = m.occasion_id)
"""
# Who takes part for a unit that answers for something decided: to be told of it by whoever approves the minutes,
# a manager who was called as well, who does not see the case any more.
FUNCTIONS = [
    policy_function(
        "answering_for(minutes uuid)",
        "TABLE (unit_id uuid, assignment_id uuid)",
        ANSWERING,
        grant_to=("bus_app", "bus_owner"),
    )
]

WRITERS = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.writers_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = public, access, pg_temp AS $$
BEGIN
  NEW.writers := CASE WHEN TG_OP = 'INSERT' THEN '{}'::uuid[] ELSE OLD.writers END;
  IF NEW.saved_by_id IS NOT NULL AND NOT NEW.saved_by_id = ANY (NEW.writers) THEN
    NEW.writers := NEW.writers || NEW.saved_by_id;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION access.minutes_take_two() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  PERFORM FROM people_roleassignment me
    JOIN sip_case c ON c.id = NEW.case_id
    WHERE me.id = NEW.approved_by_id
      AND ((me.role = 'forum_convenor' AND me.district_id = c.district_id)
        OR EXISTS (SELECT FROM sip_call k WHERE k.occasion_id = NEW.occasion_id AND k.assignment_id = me.id
                   AND k.attendance = 'present'))
      AND me.person_id NOT IN (
        SELECT a.person_id FROM people_roleassignment a WHERE a.id IN (
          SELECT unnest(s.writers || s.saved_by_id) FROM sip_minutessection s WHERE s.minutes_id = NEW.id
          UNION ALL
          SELECT d.decided_by_id FROM sip_decision d WHERE d.occasion_id = NEW.occasion_id));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'minutes are approved by somebody who was there and has not written them'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_take_two';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.minutes_take_two() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.minutes_take_two() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER sip_minutessection_writers BEFORE INSERT OR UPDATE ON sip_minutessection
  FOR EACH ROW EXECUTE FUNCTION access.writers_stay();
CREATE TRIGGER sip_minutes_two BEFORE UPDATE OF status ON sip_minutes
  FOR EACH ROW WHEN (NEW.status = 'approved') EXECUTE FUNCTION access.minutes_take_two();
"""
WRITERS_BACK = """
DROP TRIGGER sip_minutes_two ON sip_minutes; DROP TRIGGER sip_minutessection_writers ON sip_minutessection;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.minutes_take_two(); DROP FUNCTION access.writers_stay();
SET LOCAL ROLE bus_owner;
"""
# Nobody writes or approves in another's name, and minutes begin as a draft.
DOORS = f"""
ALTER POLICY sip_minutes_insert_app_1 ON sip_minutes WITH CHECK ({MINUTES} AND status = 'drafted');
ALTER POLICY sip_minutes_update_app_2 ON sip_minutes
  USING ({MINUTES}) WITH CHECK ({MINUTES} AND (status = 'drafted' OR approved_by_id = {ME}));
ALTER POLICY sip_minutessection_update_app_2 ON sip_minutessection
  USING ({MINUTES}) WITH CHECK ({MINUTES} AND saved_by_id = {ME});
ALTER POLICY sip_decision_insert_app_1 ON sip_decision
  WITH CHECK (({MINUTES} AND decided_by_id = {ME}) OR {DECIDES});
"""
DOORS_BACK = f"""
ALTER POLICY sip_minutes_insert_app_1 ON sip_minutes WITH CHECK ({MINUTES});
ALTER POLICY sip_minutes_update_app_2 ON sip_minutes USING ({MINUTES}) WITH CHECK ({MINUTES});
ALTER POLICY sip_minutessection_update_app_2 ON sip_minutessection USING ({MINUTES}) WITH CHECK ({MINUTES});
ALTER POLICY sip_decision_insert_app_1 ON sip_decision WITH CHECK ({MINUTES} OR {DECIDES});
"""
