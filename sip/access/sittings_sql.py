"""A sitting is called, moved and held on a consent for exactly that sitting, or without identity. [security 4, CS-10]

Moved it is the same sitting: the day it comes to must lie within the consent it was called on. When it has been held,
that consent stood then; what was withdrawn afterwards does not undo it. What is cancelled is never called again.
"""

from sip.access.joining_sql import CONVENED, NOW
from sip.transfers.tables_sql import NAMES

# Moved now, or done with: nothing else becomes of what is called.
MOVES = f"(status <> 'called' OR moved_at {NOW})"
SITTING = "ALTER POLICY sip_occasion_update_app_2 ON sip_occasion USING ({}) WITH CHECK ({});\n"
# Who raises the case names who is concerned; the convenor one more, as long as sittings are called.
NAMES_MORE = f"""(({NAMES}) OR ({CONVENED} AND case_id IN (
  SELECT f.case_id FROM sip_forumcase f WHERE f.status IN ('raised', 'convened', 'held'))))"""
CONCERNED = "ALTER POLICY sip_concernedunit_insert_app_1 ON sip_concernedunit WITH CHECK ({});\n"
COLUMNS = "starts_at, place, moved_at, moved_from, cancelled_at, cancel_reason"

DOORS = (
    SITTING.format(CONVENED, MOVES)
    + CONCERNED.format(NAMES_MORE)
    + f"GRANT UPDATE ({COLUMNS}) ON sip_occasion TO bus_app;\n"
)
DOORS_BACK = (
    SITTING.format(CONVENED, "status <> 'called'")
    + CONCERNED.format(NAMES)
    + f"REVOKE UPDATE ({COLUMNS}) ON sip_occasion FROM bus_app;\n"
)

GATE = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.sitting_needs_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
DECLARE day date := (NEW.starts_at AT TIME ZONE 'Europe/Stockholm')::date;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status <> 'called'
     AND (NEW.status, NEW.starts_at, NEW.place) IS DISTINCT FROM (OLD.status, OLD.starts_at, OLD.place) THEN
    RAISE EXCEPTION 'what has been held or cancelled stands'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitting_stands';
  END IF;
  IF NEW.is_deidentified OR NEW.status = 'cancelled' THEN RETURN NEW; END IF;
  PERFORM FROM sip_consent c
    WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id AND c.purpose = 'forum_occasion'
      AND c.sitting = NEW.number AND c.valid_from <= day AND c.valid_to >= day
      AND (c.form IN ('written', 'screen') OR NEW.family_present)
      AND (CASE WHEN NEW.status = 'held' THEN c.status = 'given' OR c.ended_at > NEW.starts_at
           ELSE c.status = 'given' AND c.valid_from <= access.today() AND c.valid_to >= access.today() END)
    FOR SHARE OF c;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no live consent covers this sitting'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitting_needs_consent';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.sitting_needs_consent() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.sitting_needs_consent() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE CONSTRAINT TRIGGER sip_occasion_consent AFTER INSERT OR UPDATE OF status, starts_at, place ON sip_occasion
  FOR EACH ROW EXECUTE FUNCTION access.sitting_needs_consent();
"""
GATE_BACK = """
DROP TRIGGER sip_occasion_consent ON sip_occasion;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.sitting_needs_consent();
SET LOCAL ROLE bus_owner;
"""
