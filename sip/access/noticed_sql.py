"""The day the need was noticed moves by one kind of row alone, which says what stood, what is right and why. [DL-01]"""

from core.access.migration_ops import protect, same_region
from sip.access.joining_sql import CONVENED
from sip.access.keys_sql import ASSIGNMENT
from sip.access.questions import OPEN
from sip.access.tables_sql import CASE, ME

TABLE = "sip_casenoticed"
CORRECTS = f"""corrected_by_id = {ME} AND {CASE} AND ({CONVENED} OR EXISTS (
  SELECT FROM sip_forumcase f WHERE f.case_id = {TABLE}.case_id AND f.raised_by_id = {ME}))"""
PROTECTION = [
    protect(TABLE, roles={"bus_app": "SELECT, INSERT"}, read=CASE, insert=CORRECTS),
    same_region(TABLE, "case_id", "sip_case"),
    same_region(TABLE, "corrected_by_id", ASSIGNMENT),
]
MOVES = f"""
GRANT UPDATE (need_noticed_on) ON sip_forumcase TO bus_policy;
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.day_is_corrected() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  UPDATE sip_forumcase SET need_noticed_on = NEW.noticed_on
    WHERE case_id = NEW.case_id AND need_noticed_on = NEW.previous_on AND status IN {OPEN};
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a day is corrected from the one that stands, while the case is open'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'day_is_corrected';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION access.day_is_corrected() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.day_is_corrected() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER {TABLE}_is_corrected AFTER INSERT ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION access.day_is_corrected();
CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change_but_retention();
CREATE TRIGGER {TABLE}_never_emptied BEFORE TRUNCATE ON {TABLE}
  FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change();
"""
MOVES_BACK = f"""
DROP TRIGGER {TABLE}_never_emptied ON {TABLE};
DROP TRIGGER {TABLE}_append_only ON {TABLE};
DROP TRIGGER {TABLE}_is_corrected ON {TABLE};
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.day_is_corrected();
SET LOCAL ROLE bus_owner;
REVOKE UPDATE (need_noticed_on) ON sip_forumcase FROM bus_policy;
"""
