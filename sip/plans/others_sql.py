"""The doors of the child's other plans: beside a SIP with that, a unit's own with its child. [security 1-3]

One's own is noted at the child, and stands beside a SIP of that child's once, by whoever may note another plan there.
"""

from core.access.migration_ops import same_region
from core.audit.migration_ops import CREATE, DROP
from sip.access.keys_sql import UNIT
from sip.access.plans_sql import OWN_OR_PLAN
from sip.access.tables_sql import CHILD, ME, MY_UNIT

TABLE, NEEDS = "sip_otherplan", "sip_needassessment"
OWN = f"({CHILD} AND unit_id = {MY_UNIT})"
READ = f"({OWN_OR_PLAN} OR {OWN})"
KEPT = f"((child_id IS NULL AND {OWN_OR_PLAN}) OR {OWN})"
NOTED = f"noted_by_id = {ME} AND ((child_id IS NULL AND {OWN_OR_PLAN}) OR (case_id IS NULL AND {OWN}))"
NOTED_BEFORE = f"{OWN_OR_PLAN} AND noted_by_id = {ME}"


def _doors(read: str, noted: str, kept: str) -> str:
    return f"""
ALTER POLICY {TABLE}_select_app_0 ON {TABLE} USING ({read});
ALTER POLICY {TABLE}_insert_app_1 ON {TABLE} WITH CHECK ({noted});
ALTER POLICY {TABLE}_update_app_2 ON {TABLE} USING ({kept}) WITH CHECK ({kept});
"""


DOORS = _doors(READ, NOTED, KEPT) + f"GRANT UPDATE (case_id, shown_at, is_at_odds) ON {TABLE} TO bus_app;"
DOORS_BACK = f"REVOKE UPDATE (case_id, shown_at, is_at_odds) ON {TABLE} FROM bus_app;" + _doors(
    OWN_OR_PLAN, NOTED_BEFORE, OWN_OR_PLAN
)

# Where a unit's own comes to stand is asked when it moves, and not again: what was shown stays its unit's to change.
STANDS = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.other_plan_is_shown() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  PERFORM FROM sip_childcase l JOIN sip_sipplan p ON p.case_id = l.case_id
    WHERE l.case_id = NEW.case_id AND l.child_id = NEW.child_id AND OLD.case_id IS NULL AND l.case_id IN (
      SELECT access.visible_plan_case_ids() UNION ALL SELECT access.started_case_ids());
  IF NOT FOUND THEN
    RAISE EXCEPTION 'another plan is shown once, beside a plan of its own child that is read'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.other_plan_is_shown() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.other_plan_is_shown() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER sip_otherplan_is_shown BEFORE UPDATE OF case_id ON sip_otherplan
  FOR EACH ROW WHEN (NEW.case_id IS DISTINCT FROM OLD.case_id) EXECUTE FUNCTION access.other_plan_is_shown();
"""
STANDS_BACK = """
DROP TRIGGER sip_otherplan_is_shown ON sip_otherplan;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.other_plan_is_shown();
SET LOCAL ROLE bus_owner;
"""

# A need of a SIP is answered by another plan of the same unit and child that still stands; the answer may be another.
ANSWERS = f"""EXISTS (SELECT FROM {TABLE} o WHERE o.id = instead_id AND o.child_id = {NEEDS}.child_id
  AND o.unit_id = {NEEDS}.unit_id AND o.ended_at IS NULL)"""
NEED = f"""
CREATE POLICY {NEEDS}_update_app ON {NEEDS} FOR UPDATE TO bus_app
  USING ({OWN} AND position = 'sip') WITH CHECK ({OWN} AND position = 'sip' AND {ANSWERS});
GRANT UPDATE (instead_id, instead_on) ON {NEEDS} TO bus_app;
"""
NEED_BACK = f"DROP POLICY {NEEDS}_update_app ON {NEEDS}; REVOKE UPDATE ON {NEEDS} FROM bus_app;"

# A clock that hangs on no case is hidden with its row; one beside a SIP goes with that.
CLOCKS = "".join(
    f"""
CREATE POLICY obligations_obligation_otherplan_{verb.lower()} ON obligations_obligation AS RESTRICTIVE FOR {verb}
  TO bus_app USING (subject_kind <> 'sip.otherplan' OR case_id IS NOT NULL
    OR subject_id = ANY (ARRAY(SELECT t.id FROM {TABLE} t)));
"""  # noqa: S608  (constants only)
    for verb in ("SELECT", "UPDATE")
)
CLOCKS_BACK = "".join(
    f"DROP POLICY obligations_obligation_otherplan_{verb} ON obligations_obligation;\n" for verb in ("select", "update")
)
KEYS = [
    same_region(TABLE, "child_id", "sip_child"),
    same_region(TABLE, "unit_id", UNIT),
    same_region(NEEDS, "instead_id", TABLE),
]
# The net of the log names the child too.
_NET = {"table": TABLE, "key": "", "case": "case_id", "child": "child_id"}
NET_OFF, NET_ON = DROP.format(**_NET), CREATE.format(**_NET)
