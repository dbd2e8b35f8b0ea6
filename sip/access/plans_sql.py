"""The doors of the plan's tables: who writes what, and what the database refuses by itself. [security 2-4]"""

from core.access.migration_ops import same_region
from sip.access import joining_sql
from sip.access.joining_sql import IN_FORCE, NOW
from sip.access.keys_sql import ASSIGNMENT, UNIT, same_case
from sip.access.tables_sql import CASE, CHILD, ME, MY_UNIT, doors

PLAN = "case_id = ANY (ARRAY(SELECT access.visible_plan_case_ids()))"
STARTED = "case_id = ANY (ARRAY(SELECT access.started_case_ids()))"
LED = "case_id = ANY (ARRAY(SELECT access.led_case_ids()))"
OWN_OR_PLAN = f"({PLAN} OR {STARTED})"

IS_STARTED = f"""case_id = ANY (ARRAY(SELECT access.unjoined_case_ids())) AND initiated_by_id = {ME}
  AND initiating_unit_id = {MY_UNIT} AND status = 'need_identified'"""
# Whoever leads the plan moves it; whoever takes part may stop it, on the giver's word. [CS-20]
MOVES = f"({LED} OR status = 'stopped')"

# Let into a plan: a unit's person in force whom a live consent covers, by one who leads the plan. [security 2]
COVERED_UNIT = """EXISTS (
  SELECT FROM sip_consent c JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.withdrawn_at IS NULL
  WHERE c.case_id = {table}.case_id AND cu.unit_id = {table}.unit_id AND c.purpose = 'sip' AND c.status = 'given'
    AND c.valid_from <= (SELECT access.today()) AND c.valid_to >= (SELECT access.today()))"""
OF_ITS_UNIT = f"""EXISTS (
  SELECT FROM people_roleassignment a
  WHERE a.id = {{table}}.assignment_id AND a.unit_id = {{table}}.unit_id AND {IN_FORCE.format("a")})"""
TAKES_OWN_PLACE = """EXISTS (
  SELECT FROM sip_planinvitation k JOIN sip_planmeeting m ON m.id = k.meeting_id
  WHERE m.status = 'called' AND k.case_id = sip_participation.case_id
    AND k.assignment_id = sip_participation.assignment_id AND k.unit_id = sip_participation.unit_id
    AND k.unit_id = {unit} AND k.replaces_id IS NOT NULL)"""
JOINS_PLAN = f"""(part = 'unit' AND occasion_id IS NULL AND assignment_id IS NOT NULL
  AND {COVERED_UNIT.format(table="sip_participation")} AND {OF_ITS_UNIT.format(table="sip_participation")}
  AND ({LED} OR {TAKES_OWN_PLACE.format(unit=MY_UNIT)}))"""
JOINS = f"""added_by_id = {ME} AND valid_to IS NULL AND valid_from {NOW}
  AND ({joining_sql.RAISES} OR {joining_sql.IS_CALLED} OR {JOINS_PLAN})"""
ENDS = f"""valid_to IS NULL AND (assignment_id = {ME} OR (occasion_id IS NOT NULL AND {joining_sql.CONVENED})
  OR (part = 'unit' AND {LED}))"""
PARTICIPATION = f"""
ALTER POLICY sip_participation_insert_app_1 ON sip_participation WITH CHECK ({JOINS});
ALTER POLICY sip_participation_update_app_2 ON sip_participation USING ({ENDS}) WITH CHECK (valid_to {NOW});
"""
PARTICIPATION_BACK = f"""
ALTER POLICY sip_participation_insert_app_1 ON sip_participation WITH CHECK ({joining_sql.JOINS});
ALTER POLICY sip_participation_update_app_2 ON sip_participation
  USING ({joining_sql.ENDS}) WITH CHECK (valid_to {NOW});
"""

# A call to a meeting of a plan one leads; or a substitute for oneself, from the own unit.
INVITES = f"""attendance = 'unknown' AND {COVERED_UNIT.format(table="sip_planinvitation")}
  AND {OF_ITS_UNIT.format(table="sip_planinvitation")}
  AND EXISTS (SELECT FROM sip_planmeeting m WHERE m.id = sip_planinvitation.meeting_id AND m.status = 'called')
  AND ((replaces_id IS NULL AND {LED}) OR access.is_own_invitation(replaces_id, meeting_id, unit_id))"""

# A principal that takes part links its own child to the case; none sees another's link. [issue: matching]
LINKS = f"{CHILD} AND ({joining_sql.OWN_CASE} OR {PLAN})"
CHILD_LINK = f"ALTER POLICY sip_childcase_insert_app_1 ON sip_childcase WITH CHECK ({LINKS});"
CHILD_LINK_BACK = f"""ALTER POLICY sip_childcase_insert_app_1 ON sip_childcase
  WITH CHECK ({CHILD} AND {joining_sql.OWN_CASE});"""

# Who has a part in the plan is somebody who takes part, by a unit that a consent covers.
TAKES_PART = """EXISTS (
  SELECT FROM sip_participation p
  WHERE p.case_id = sip_planrole.case_id AND p.assignment_id = sip_planrole.assignment_id
    AND p.unit_id = sip_planrole.unit_id AND p.part IN ('raiser', 'unit') AND p.valid_to IS NULL)"""
IS_ACCEPTED = f"""(part = 'main_responsible' AND assignment_id = {ME} AND EXISTS (
  SELECT FROM sip_handover h WHERE h.case_id = sip_planrole.case_id AND h.receiver_id = {ME} AND h.status = 'accepted'
  AND h.ended_at {NOW}))"""
ROLE_ENDS = f"""({LED} OR (part = 'main_responsible' AND EXISTS (
  SELECT FROM sip_handover h WHERE h.case_id = sip_planrole.case_id AND h.receiver_id = {ME} AND h.status = 'accepted'
  AND h.ended_at {NOW})))"""

WRITES = f"{PLAN} AND {{}} = {ME}"


def _columns(table: str, columns: str) -> str:
    return f"REVOKE UPDATE ON {table} FROM bus_app; GRANT UPDATE ({columns}) ON {table} TO bus_app;"


PROTECTION = [
    doors("sip_sipplan", "SELECT, INSERT, UPDATE", read=CASE, insert=IS_STARTED, update=CASE),
    doors(
        "sip_planoffer",
        "SELECT, INSERT, UPDATE",
        read=STARTED,
        insert=f"{STARTED} AND unit_id = {MY_UNIT} AND offered_by_id = {ME}",
        update=STARTED,
    ),
    doors(
        "sip_planrole",
        "SELECT, INSERT, UPDATE",
        read=CASE,
        insert=f"set_by_id = {ME} AND valid_to IS NULL AND {TAKES_PART} AND ({LED} OR {IS_ACCEPTED})",
        update=ROLE_ENDS,
    ),
    doors(
        "sip_handover",
        "SELECT, INSERT, UPDATE",
        read=CASE,
        insert=f"{LED} AND giver_id = {ME} AND status = 'proposed'",
        update=f"(giver_id = {ME} OR receiver_id = {ME})",
    ),
    doors(
        "sip_planmeeting",
        "SELECT, INSERT, UPDATE",
        read=PLAN,
        insert=f"{PLAN} AND {LED} AND called_by_id = {ME}",
        update=f"{PLAN} AND {LED}",
    ),
    doors(
        "sip_planinvitation",
        "SELECT, INSERT, UPDATE",
        read=PLAN,
        insert=f"{PLAN} AND {INVITES}",
        update=f"{PLAN} AND ({LED} OR assignment_id = {ME})",
    ),
    doors(
        "sip_plansection",
        "SELECT, INSERT, UPDATE",
        read=PLAN,
        insert=f"{PLAN} AND {LED} AND version = 0",
        update=PLAN,
    ),
    doors("sip_planvoice", "SELECT, INSERT, UPDATE", read=PLAN, insert=WRITES.format("written_by_id"), update=PLAN),
    doors("sip_plangoal", "SELECT, INSERT, UPDATE", read=PLAN, insert=WRITES.format("written_by_id"), update=PLAN),
    doors(
        "sip_planmeasure",
        "SELECT, INSERT, UPDATE",
        read=PLAN,
        insert=WRITES.format("written_by_id"),
        update=PLAN,
    ),
    doors(
        "sip_planversion",
        "SELECT, INSERT",
        read=PLAN,
        insert=f"{PLAN} AND {LED} AND agreed_by_id = {ME}",
    ),
    doors(
        "sip_otherplan",
        "SELECT, INSERT, UPDATE",
        read=OWN_OR_PLAN,
        insert=f"{OWN_OR_PLAN} AND noted_by_id = {ME}",
        update=OWN_OR_PLAN,
    ),
    doors(
        "sip_costrecord",
        "SELECT, INSERT",
        read=PLAN,
        insert=f"{PLAN} AND unit_id = {MY_UNIT} AND written_by_id = {ME}",
    ),
    doors(
        "sip_filedcopy",
        "SELECT, INSERT",
        read="id = ANY (ARRAY(SELECT access.visible_filed_copy_ids()))",
        insert=f"{PLAN} AND unit_id = {MY_UNIT} AND filed_by_id = {ME}",
    ),
]
# What changes at all. Whose row it is and what it hangs on never do.
COLUMNS = "".join(
    _columns(f"sip_{name}", columns)
    for name, columns in {
        "sipplan": "status, label, offered_on, consented_on, started_on, called_on, drafted_on, activated_on, "
        "next_follow_up_on, ended_on, not_needed_reason, closing_reason, responsible_principal_id, external_reference",
        "planoffer": "answer, answered_on, answered_by, reason, motivation",
        "planrole": "valid_to",
        "handover": "status, ended_at",
        "planmeeting": "status, held_at, child_present, guardians_present",
        "planinvitation": "reply, refusal_reason, replied_at, preparation, attendance, has_contact",
        "plansection": "text, version, saved_by_id, saved_at",
        "planvoice": "replaced_at",
        "plangoal": "horizon, serves_id, text, by_on, position, version, is_reached, taken_out_at",
        "planmeasure": "goal_id, text, doer, unit_id, assignment_id, person, starts_on, due_on, position, version, "
        "result, result_text, followed_up_on, taken_out_at",
        "otherplan": "valid_to, review_on, coordination, holds, told_on, ended_at",
    }.items()
)
CHECKS = f"ALTER POLICY sip_sipplan_update_app_2 ON sip_sipplan USING ({CASE}) WITH CHECK ({MOVES});"

UNDER_CASE = (
    "sipplan planoffer planrole handover planmeeting planinvitation plansection planvoice plangoal planmeasure "
    "planversion otherplan costrecord"
).split()
TO_REGION_LEVEL = {
    "sipplan": {
        "area_id": "organisations_area",
        "district_id": "organisations_district",
        "initiating_unit_id": UNIT,
        "initiated_by_id": ASSIGNMENT,
        "responsible_principal_id": "organisations_principal",
    },
    "planoffer": {"unit_id": UNIT, "offered_by_id": ASSIGNMENT},
    "planrole": {"unit_id": UNIT, "assignment_id": ASSIGNMENT, "set_by_id": ASSIGNMENT},
    "handover": {"giver_id": ASSIGNMENT, "receiver_id": ASSIGNMENT},
    "planmeeting": {"called_by_id": ASSIGNMENT},
    "planinvitation": {"unit_id": UNIT, "assignment_id": ASSIGNMENT},
    "plansection": {"saved_by_id": ASSIGNMENT, "template_id": "groups_minutestemplate"},
    "planvoice": {"written_by_id": ASSIGNMENT},
    "plangoal": {"written_by_id": ASSIGNMENT},
    "planmeasure": {"unit_id": UNIT, "assignment_id": ASSIGNMENT, "written_by_id": ASSIGNMENT},
    "planversion": {"agreed_by_id": ASSIGNMENT},
    "otherplan": {"owner_unit_id": UNIT, "noted_by_id": ASSIGNMENT},
    "costrecord": {"unit_id": UNIT, "written_by_id": ASSIGNMENT},
    "filedcopy": {"unit_id": UNIT, "filed_by_id": ASSIGNMENT, "child_id": "sip_child"},
}
WITHIN_CASE = {
    "planinvitation": {"meeting_id": "planmeeting", "replaces_id": "planinvitation"},
    "plangoal": {"serves_id": "plangoal"},
    "planmeasure": {"goal_id": "plangoal"},
}
KEYS = [
    *(same_region(f"sip_{name}", "case_id", "sip_case") for name in UNDER_CASE),
    *(same_region(f"sip_{name}", column, to) for name, keys in TO_REGION_LEVEL.items() for column, to in keys.items()),
    *(
        same_case(f"sip_{name}", column, f"sip_{to}")
        for name, keys in WITHIN_CASE.items()
        for column, to in keys.items()
    ),
]

# Whose place a substitute takes is told by a question: a policy cannot ask its own table.
OWN_INVITATION = """
SELECT EXISTS (
  SELECT FROM access.acting_row() me JOIN sip_planinvitation k ON k.assignment_id = me.assignment_id
  WHERE k.id = $1 AND k.meeting_id = $2 AND k.unit_id = $3)
"""

# No program lets a unit into a plan, or calls it to a meeting, that no live consent covers. [security 4]
GATES = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.plan_needs_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  PERFORM FROM sip_consent c
    JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = NEW.unit_id AND cu.withdrawn_at IS NULL
    WHERE c.case_id = NEW.case_id AND c.purpose = 'sip' AND c.status = 'given'
      AND c.valid_from <= access.today() AND c.valid_to >= access.today();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no live consent covers this unit in the plan'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_needs_consent';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION access.copy_is_the_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  PERFORM FROM sip_planversion v WHERE v.case_id = NEW.case_id AND v.number = NEW.version_number
    AND v.sha256 = NEW.sha256 AND v.content = NEW.content AND v.region_id = NEW.region_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a filed copy is a version that was agreed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'copy_is_the_version';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.plan_needs_consent(), access.copy_is_the_version() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.plan_needs_consent(), access.copy_is_the_version() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE CONSTRAINT TRIGGER sip_participation_consent AFTER INSERT ON sip_participation
  FOR EACH ROW WHEN (NEW.part = 'unit') EXECUTE FUNCTION access.plan_needs_consent();
CREATE CONSTRAINT TRIGGER sip_planinvitation_consent AFTER INSERT ON sip_planinvitation
  FOR EACH ROW EXECUTE FUNCTION access.plan_needs_consent();
CREATE TRIGGER sip_filedcopy_is_the_version BEFORE INSERT ON sip_filedcopy
  FOR EACH ROW EXECUTE FUNCTION access.copy_is_the_version();
"""
GATES_BACK = """
DROP TRIGGER sip_participation_consent ON sip_participation;
DROP TRIGGER sip_planinvitation_consent ON sip_planinvitation;
DROP TRIGGER sip_filedcopy_is_the_version ON sip_filedcopy;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.plan_needs_consent(); DROP FUNCTION access.copy_is_the_version();
SET LOCAL ROLE bus_owner;
"""
