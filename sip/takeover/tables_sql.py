"""How a worker's open work goes over: one function, for the unit's leader, within the unit. [security 1-4]

Who may write the row of a take-over may move the work that it names, and nothing else: the giver's own contacts and
participations, the tasks and calls that hang on them, to a colleague in force of the same unit. What needs a consent
to be opened is opened by the consent that lives now, or stays where it is.
"""

from core.access.migration_ops import append_only, policy_function, protect, same_region
from sip.access.joining_sql import IN_FORCE, NOW
from sip.access.keys_sql import ASSIGNMENT, UNIT
from sip.access.questions import COVERING, LEADERS
from sip.access.tables_sql import ME

TABLE = "sip_takeover"
WORKERS = "('caseworker', 'unit_manager', 'line_manager', 'school_principal_head')"
LED_UNIT = f"(SELECT me.unit_id FROM access.acting_row() me WHERE me.role IN {LEADERS})"  # noqa: S608  (constants only)
MAKES = f"""made_by_id = {ME} AND unit_id = {LED_UNIT} AND created_at {NOW}
  AND (until IS NULL OR until >= (SELECT access.today()))
  AND EXISTS (SELECT FROM people_roleassignment g WHERE g.id = {TABLE}.giver_id AND g.unit_id = {TABLE}.unit_id)
  AND EXISTS (SELECT FROM people_roleassignment r
              WHERE r.id = {TABLE}.receiver_id AND r.unit_id = {TABLE}.unit_id AND r.role IN {WORKERS}
                AND {IN_FORCE.format("r")})"""  # noqa: S608  (constants only)
PROTECTION = protect(
    TABLE,
    roles={"bus_app": "SELECT, INSERT"},
    read=f"(unit_id = {LED_UNIT} OR receiver_id = {ME})",
    insert=MAKES,
)
KEYS = [
    same_region(TABLE, "unit_id", UNIT),
    *(same_region(TABLE, f"{name}_id", ASSIGNMENT) for name in ("giver", "receiver", "made_by")),
]
NEVER_CHANGED = append_only(TABLE)

MOVING = {
    "contact": "valid_to",
    "participation": "valid_to",
    "planrole": "valid_to",
    "handover": "status, ended_at",
    "planinvitation": "reply, replied_at",
    "call": "reply, replied_at",
    "planmeasure": "assignment_id",
}
ADDED = ("contact", "participation", "planrole", "planinvitation", "call")
RIGHTS = "".join(
    [f"GRANT UPDATE ({columns}) ON sip_{name} TO bus_policy;\n" for name, columns in MOVING.items()]
    + [f"GRANT INSERT ON sip_{name} TO bus_policy;\n" for name in ADDED]
)
RIGHTS_BACK = "".join(f"REVOKE INSERT ON sip_{name} FROM bus_policy;\n" for name in ADDED) + "".join(
    f"REVOKE UPDATE ({columns}) ON sip_{name} FROM bus_policy;\n"
    for name, columns in MOVING.items()
    if name != "participation"  # held since before
)

LIVE = "(x.valid_to IS NULL OR x.valid_to > at)"
SHORTER = "y.valid_to > at AND y.valid_to < coalesce(ends, 'infinity')"
COVERED = """EXISTS (
    SELECT FROM sip_consent c JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.withdrawn_at IS NULL
    WHERE c.case_id = {row}.case_id AND cu.unit_id = t.unit_id AND c.purpose = 'sip' AND c.status = 'given'
      AND c.valid_from <= today AND c.valid_to >= today)"""
# A place at a meeting that lies ahead goes over as to a substitute, who answers for herself.
TAKE_PLACES = """
  UPDATE {call} k SET reply = 'substitute', replied_at = at FROM {meeting} m
    WHERE m.id = k.{key} AND m.status = 'called' AND k.assignment_id = t.giver_id AND k.unit_id = t.unit_id
      AND k.case_id = ANY ({cases}) AND k.attendance = 'unknown' AND {covered}
      AND NOT EXISTS (SELECT FROM {call} s WHERE s.replaces_id = k.id)
      AND NOT EXISTS (SELECT FROM {call} s WHERE s.{key} = k.{key} AND s.assignment_id = t.receiver_id);
  RETURN QUERY INSERT INTO {call} (id, created_at, region_id, case_id, {key}, unit_id, assignment_id, has_mandate,
      {more} reply, replaces_id, attendance)
    SELECT gen_random_uuid(), at, k.region_id, k.case_id, k.{key}, k.unit_id, t.receiver_id, t.has_mandate,
      {same} 'none', k.id, 'unknown'
    FROM {call} k WHERE k.assignment_id = t.giver_id AND k.reply = 'substitute' AND k.replied_at = at
      AND k.case_id = ANY ({cases})
    RETURNING '{what}', case_id, NULL::uuid, '';
"""
PLAN_PLACES = TAKE_PLACES.format(
    call="sip_planinvitation", meeting="sip_planmeeting", key="meeting_id", cases="moved", what="invitation",
    covered=COVERED.format(row="k"), more="has_contact, refusal_reason, preparation,", same="k.has_contact, '', '',",
)  # fmt: skip
COVERED_SITTING = COVERING.format(unit="k.unit_id", case="k.case_id", sitting="m.number")
FORUM_PLACES = TAKE_PLACES.format(
    call="sip_call", meeting="sip_occasion", key="occasion_id", cases="p_cases", what="call",
    covered=f"(m.is_deidentified OR {COVERED_SITTING})", more="", same="",
)  # fmt: skip

TAKE_OVER = f"""
#variable_conflict use_column
DECLARE
  t record;
  at timestamptz := access.moment();
  today date := access.today();
  ends timestamptz;
  moved uuid[];
BEGIN
  SELECT k.region_id, k.unit_id, k.giver_id, k.receiver_id, k.made_by_id, k.until, r.has_mandate INTO t
    FROM access.acting_row() me
    JOIN sip_takeover k ON k.made_by_id = me.assignment_id AND k.region_id = me.region_id AND k.unit_id = me.unit_id
    JOIN people_roleassignment r ON r.id = k.receiver_id
    WHERE k.id = p_takeover AND k.created_at BETWEEN at - interval '1 minute' AND at + interval '1 minute';
  IF t.unit_id IS NULL THEN
    RAISE EXCEPTION 'no take-over of one''s own unit is made now' USING ERRCODE = 'insufficient_privilege';
  END IF;
  ends := (t.until + 1)::timestamp AT TIME ZONE 'Europe/Stockholm';

  -- Who stands in already for a shorter time: that stand-in ends, and one that lasts as long as this begins.
  UPDATE sip_contact y SET valid_to = at FROM sip_contact x
    WHERE x.assignment_id = t.giver_id AND x.unit_id = t.unit_id AND x.child_id = ANY (p_children) AND {LIVE}
      AND y.child_id = x.child_id AND y.assignment_id = t.receiver_id AND {SHORTER};
  UPDATE sip_participation y SET valid_to = at FROM sip_participation x
    WHERE x.assignment_id = t.giver_id AND x.unit_id = t.unit_id AND x.part IN ('raiser', 'unit')
      AND x.case_id = ANY (p_cases) AND {LIVE} AND (x.part = 'raiser' OR {COVERED.format(row="x")})
      AND y.case_id = x.case_id AND y.part = x.part AND y.assignment_id = t.receiver_id AND {SHORTER};

  RETURN QUERY SELECT DISTINCT 'child', NULL::uuid, x.child_id, '' FROM sip_contact x
    WHERE x.assignment_id = t.giver_id AND x.unit_id = t.unit_id AND x.child_id = ANY (p_children) AND {LIVE};
  INSERT INTO sip_contact (id, created_at, region_id, child_id, assignment_id, unit_id, valid_from, valid_to)
    SELECT gen_random_uuid(), at, t.region_id, h.child_id, t.receiver_id, t.unit_id, at, ends
    FROM (SELECT DISTINCT x.child_id FROM sip_contact x WHERE x.assignment_id = t.giver_id AND x.unit_id = t.unit_id
            AND x.child_id = ANY (p_children) AND {LIVE}) h
    WHERE NOT EXISTS (SELECT FROM sip_contact x
                      WHERE x.child_id = h.child_id AND x.assignment_id = t.receiver_id AND {LIVE});
  IF t.until IS NULL THEN
    UPDATE sip_contact x SET valid_to = at WHERE x.assignment_id = t.giver_id AND x.unit_id = t.unit_id
      AND x.child_id = ANY (p_children) AND {LIVE};
  END IF;

  INSERT INTO sip_participation (id, created_at, region_id, case_id, unit_id, assignment_id, part, valid_from, valid_to,
      added_by_id)
    SELECT gen_random_uuid(), at, t.region_id, x.case_id, t.unit_id, t.receiver_id, x.part, at, ends, t.made_by_id
    FROM sip_participation x
    WHERE x.assignment_id = t.giver_id AND x.unit_id = t.unit_id AND x.part IN ('raiser', 'unit')
      AND x.case_id = ANY (p_cases) AND {LIVE} AND (x.part = 'raiser' OR {COVERED.format(row="x")})
      AND NOT EXISTS (SELECT FROM sip_participation y WHERE y.case_id = x.case_id AND y.part = x.part
                        AND y.assignment_id = t.receiver_id AND (y.valid_to IS NULL OR y.valid_to > at));
  moved := ARRAY(SELECT DISTINCT x.case_id FROM sip_participation x
    WHERE x.assignment_id = t.receiver_id AND x.unit_id = t.unit_id AND x.part IN ('raiser', 'unit')
      AND x.case_id = ANY (p_cases) AND {LIVE});
  RETURN QUERY SELECT DISTINCT 'case', x.case_id, NULL::uuid, '' FROM sip_participation x
    WHERE x.assignment_id = t.giver_id AND x.case_id = ANY (moved) AND x.part IN ('raiser', 'unit') AND {LIVE};
  IF t.until IS NULL THEN
    UPDATE sip_participation x SET valid_to = at WHERE x.assignment_id = t.giver_id AND x.unit_id = t.unit_id
      AND x.part IN ('raiser', 'unit') AND x.case_id = ANY (moved) AND {LIVE};
  END IF;

  UPDATE sip_planrole x SET valid_to = at
    WHERE x.assignment_id = t.giver_id AND x.valid_to IS NULL AND x.case_id = ANY (moved);
  INSERT INTO sip_planrole (id, created_at, region_id, case_id, part, assignment_id, unit_id, valid_from, set_by_id)
    SELECT gen_random_uuid(), at, x.region_id, x.case_id, x.part, t.receiver_id, t.unit_id, at, t.made_by_id
    FROM sip_planrole x WHERE x.assignment_id = t.giver_id AND x.valid_to = at AND x.case_id = ANY (moved)
      AND NOT EXISTS (SELECT FROM sip_planrole y WHERE y.case_id = x.case_id AND y.part = x.part
                        AND y.assignment_id = t.receiver_id AND y.valid_to IS NULL);
  RETURN QUERY SELECT 'part', x.case_id, NULL::uuid, x.part::text FROM sip_planrole x
    WHERE x.assignment_id = t.giver_id AND x.valid_to = at AND x.case_id = ANY (moved);
  UPDATE sip_handover x SET status = 'recalled', ended_at = at
    WHERE x.status = 'proposed' AND x.case_id = ANY (moved) AND t.giver_id IN (x.giver_id, x.receiver_id);
{PLAN_PLACES}{FORUM_PLACES}
  INSERT INTO sip_participation (id, created_at, region_id, case_id, unit_id, assignment_id, part, occasion_id,
      valid_from, added_by_id)
    SELECT gen_random_uuid(), at, k.region_id, k.case_id, k.unit_id, t.receiver_id, 'substitute', k.occasion_id, at,
      t.made_by_id
    FROM sip_call k WHERE k.assignment_id = t.receiver_id AND k.created_at = at AND k.case_id = ANY (p_cases);
  UPDATE sip_participation x SET valid_to = at FROM sip_call k
    WHERE k.assignment_id = t.receiver_id AND k.created_at = at AND k.case_id = ANY (p_cases)
      AND x.occasion_id = k.occasion_id AND x.assignment_id = t.giver_id AND {LIVE};
  RETURN QUERY UPDATE sip_planmeasure x SET assignment_id = t.receiver_id
    WHERE x.assignment_id = t.giver_id AND x.taken_out_at IS NULL AND x.case_id = ANY (moved)
    RETURNING 'measure', x.case_id, NULL::uuid, '';
END
"""  # noqa: S608  (constants only)
FUNCTION = policy_function(
    "take_over(p_takeover uuid, p_cases uuid[], p_children uuid[])",
    "TABLE (what text, of_case uuid, of_child uuid, part text)",
    TAKE_OVER,
    language="plpgsql",
    volatility="VOLATILE",
    grant_to=("bus_app",),
)
