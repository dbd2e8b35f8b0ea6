"""Who is let into a case, by whom and when: what the services ask, asked once more by the database. [security 1-3]

Reading follows from these rows, so that a statement smuggled into somebody's request must not be able to write them:
    raiser       oneself, for the own unit, into one's own case that has nobody yet                      [P-80]
    called,      by the district's convenor: a leader or caseworker in force of a unit that is named in the
    caseworker   case, by a call to a sitting that lies ahead                                            [P-83]
    substitute   by the one who is called: another of the same unit in force, in one's own place         [F116]
    concerned    by the convenor while the case is unresolved: the area's steering managers and chair    [P-87]
    child        who registers it opens it to oneself; how a colleague is let in stands with the contacts
Nobody adds part `unit`: no act of the individual forum does. What has been written is ended and noted, not rewritten.
"""

from sip.access.questions import LEADERS
from sip.access.tables_sql import CASE, CHILD, CONSENT, ME, MY_UNIT, WRITABLE_CASE, WRITABLE_CHILD

CONVENED = "case_id = ANY (ARRAY(SELECT access.convened_case_ids()))"
# A context lives a minute, so nothing that happens in it is older; the machines' clocks may differ.
NOW = "BETWEEN (SELECT access.moment()) - interval '1 minute' AND (SELECT access.moment()) + interval '1 minute'"
TODAY = "(SELECT access.today())"
IN_FORCE = f"{{0}}.valid_from <= {TODAY} AND ({{0}}.valid_to IS NULL OR {{0}}.valid_to >= {TODAY})"

QUESTIONS = {
    # Cases whose forum one convenes, while they are open.
    "convened_case_ids()": ("SETOF uuid", "SELECT case_id FROM access.case_relations() WHERE relation = 'convenor'"),
    # Cases that go on and whose minutes one reads: what they decided may be followed up, also by whom sees no case.
    "followed_case_ids()": (
        "SETOF uuid",
        """
SELECT f.case_id FROM sip_forumcase f
WHERE f.case_id = ANY (ARRAY(SELECT access.visible_minutes_case_ids()))
  AND f.status NOT IN ('returned', 'closed', 'withdrawn')
""",
    ),
    # One's own cases that have nobody yet: they are being raised.
    "unjoined_case_ids()": (
        "SETOF uuid",
        """
SELECT c.id FROM access.acting_row() me JOIN sip_case c ON c.created_by_id = me.assignment_id
WHERE NOT EXISTS (SELECT FROM sip_participation p WHERE p.case_id = c.id)
""",
    ),
    # One's own calls: the places one may give to another.
    "own_calls()": (
        "TABLE (call_id uuid, occasion_id uuid, unit_id uuid)",
        """
SELECT k.id, k.occasion_id, k.unit_id FROM access.acting_row() me JOIN sip_call k ON k.assignment_id = me.assignment_id
""",
    ),
}

RAISES = f"""(part = 'raiser' AND occasion_id IS NULL AND assignment_id = {ME} AND unit_id = {MY_UNIT}
  AND case_id = ANY (ARRAY(SELECT access.unjoined_case_ids())))"""
# A call stands for the one who comes, nobody has taken the place, and the sitting is to be held.
IS_CALLED = f"""EXISTS (
  SELECT FROM sip_call k JOIN sip_occasion o ON o.id = k.occasion_id
  WHERE o.status = 'called' AND k.occasion_id = sip_participation.occasion_id
    AND k.assignment_id = sip_participation.assignment_id AND k.unit_id = sip_participation.unit_id
    AND NOT EXISTS (SELECT FROM sip_call s WHERE s.replaces_id = k.id)
    AND ((k.replaces_id IS NULL AND sip_participation.part IN ('called', 'caseworker')
          AND sip_participation.{CONVENED})
      OR (sip_participation.part = 'substitute'
          AND k.replaces_id = ANY (ARRAY(SELECT mine.call_id FROM access.own_calls() mine)))))"""
JOINS = f"added_by_id = {ME} AND valid_to IS NULL AND valid_from {NOW} AND ({RAISES} OR {IS_CALLED})"
# One leaves oneself; the convenor ends what a call began.
ENDS = f"valid_to IS NULL AND (assignment_id = {ME} OR (occasion_id IS NOT NULL AND {CONVENED}))"

IS_TO_BE_HELD = "EXISTS (SELECT FROM sip_occasion o WHERE o.id = sip_call.occasion_id AND o.status = 'called')"
AHEAD = """EXISTS (
  SELECT FROM sip_occasion o WHERE o.id = sip_call.occasion_id AND o.starts_at > (SELECT access.moment()))"""
MAY_COME = f"""EXISTS (
  SELECT FROM people_roleassignment a
  WHERE a.id = sip_call.assignment_id AND a.unit_id = sip_call.unit_id AND {IN_FORCE.format("a")}
    AND (sip_call.replaces_id IS NOT NULL OR a.role = 'caseworker' OR a.role IN {LEADERS}))"""
IS_NAMED = """unit_id IN (
  SELECT u.unit_id FROM sip_concernedunit u WHERE u.case_id = sip_call.case_id
  UNION ALL SELECT f.raising_unit_id FROM sip_forumcase f WHERE f.case_id = sip_call.case_id)"""
IN_MY_PLACE = """EXISTS (
  SELECT FROM access.own_calls() mine
  WHERE mine.call_id = sip_call.replaces_id AND mine.occasion_id = sip_call.occasion_id
    AND mine.unit_id = sip_call.unit_id)"""
CALLS = f"""attendance = 'unknown' AND {IS_TO_BE_HELD} AND {MAY_COME}
  AND ((replaces_id IS NULL AND {AHEAD} AND {CONVENED} AND {IS_NAMED}) OR {IN_MY_PLACE})"""
ANSWERS = f"(assignment_id = {ME} OR {CONVENED})"
# Who came opens the minutes to the unit's leaders: the convenor's word, until the sitting stands as held.
NOTES = f"{IS_TO_BE_HELD} AND (attendance = 'unknown' OR {CONVENED})"

SITS = f"""{CONVENED} AND called_by_id = {ME} AND status = 'called' AND EXISTS (
  SELECT FROM sip_forumcase f WHERE f.case_id = sip_occasion.case_id AND f.status IN ('raised', 'convened', 'held'))"""


def steers(*, area: str = "f.area_id", kind: str = "IN ('steering_group', 'local_group')") -> str:
    """Who is named sits in, or leads, the group of that kind in that area of the case `f`."""
    return f"""{CONVENED} AND named_by_id = {ME} AND EXISTS (
  SELECT FROM sip_forumcase f JOIN groups_forum g ON g.area_id = {area}
  JOIN people_roleassignment a ON a.id = sip_concernedmanager.assignment_id
  WHERE f.case_id = sip_concernedmanager.case_id AND f.status = 'unresolved'
    AND g.kind {kind} AND {IN_FORCE.format("g")} AND {IN_FORCE.format("a")}
    AND ((a.area_id = g.area_id AND a.role = g.led_by) OR EXISTS (
      SELECT FROM groups_membership s WHERE s.forum_id = g.id AND s.assignment_id = a.id
        AND s.is_substitute_for_id IS NULL AND {IN_FORCE.format("s")})))"""


STEERS = steers()
IS_RAISED = f"""case_id = ANY (ARRAY(SELECT access.unjoined_case_ids())) AND raised_by_id = {ME}
  AND raising_unit_id = {MY_UNIT} AND status = 'raised'"""
# The forum's moves are the convenor's; the managers named decide, and send the question of principle on.
MOVES = f"""({CONVENED} OR (status IN ('principled_forwarded', 'decided')
  AND case_id IN (SELECT m.case_id FROM sip_concernedmanager m WHERE m.assignment_id = {ME})))"""
OWN_CASE = f"case_id IN (SELECT c.id FROM sip_case c WHERE c.created_by_id = {ME})"
NAMES = f"{OWN_CASE} AND case_id IN (SELECT f.case_id FROM sip_forumcase f WHERE f.status = 'raised')"

# A consent is recorded by one who takes part, together with its units; it is never given again and never widened.
RECORDS = f"""recorded_by_id = {ME} AND recording_unit_id = {MY_UNIT} AND case_id IN (
  SELECT p.case_id FROM sip_participation p
  WHERE p.assignment_id = {ME} AND p.part IN ('raiser', 'unit') AND p.valid_to IS NULL)"""
COVERS = f"consent_id IN (SELECT c.id FROM sip_consent c WHERE c.recorded_by_id = {ME} AND c.created_at {NOW})"

# Table → (what a new row must be, which rows may change, what they may become); '' where nothing changes.
DOORS = {
    "participation": (JOINS, ENDS, f"valid_to {NOW}"),
    "forumcase": (IS_RAISED, CASE, MOVES),
    "concernedunit": (NAMES, "", ""),
    "concernedmanager": (STEERS, "", ""),
    "childcase": (f"{CHILD} AND {OWN_CASE}", "", ""),
    "contact": (f"{WRITABLE_CHILD} AND unit_id = {MY_UNIT} AND assignment_id = {ME}", "", ""),
    "occasion": (SITS, CONVENED, "status <> 'called'"),
    "call": (CALLS, ANSWERS, NOTES),
    "consent": (RECORDS, CONSENT, "status IN ('expired', 'withdrawn', 'used')"),
    "consentunit": (COVERS, CONSENT, "withdrawn_at IS NOT NULL"),
}
# The columns that change at all; whose row it is and what it hangs on never do. A contact ends by its own door.
CHANGING = {
    "participation": "valid_to",
    "forumcase": "status, convened_on, held_on, outcome_on, first_outcome, escalated_on, decided_on, ended_on, "
    "return_reason, withdraw_reason, deviation_code, is_deidentified",
    "occasion": "status, held_at, outcome",
    "call": "reply, replied_at, attendance",
    "consent": "status, ended_at, ended_by_id",
    "consentunit": "withdrawn_at",
    "child": "given_name, family_name, birth_date, sex, registered_district_id, school_unit_id",
    "contact": "",
}

# What stood before, for the way back. [0002]
BEFORE = {
    **dict.fromkeys(("concernedmanager", "occasion", "call"), (CASE, CASE)),
    **dict.fromkeys(("participation", "forumcase", "concernedunit"), (WRITABLE_CASE, CASE)),
    **dict.fromkeys(("consent", "consentunit"), (CONSENT, CONSENT)),
    "childcase": (f"{WRITABLE_CASE} AND {CHILD}", ""),
    "contact": (f"{WRITABLE_CHILD} AND unit_id = {MY_UNIT}", CHILD),
}


def _alter(name: str, insert: str, using: str, check: str) -> str:
    table = f"sip_{name}"
    said = f"ALTER POLICY {table}_insert_app_1 ON {table} WITH CHECK ({insert});\n"
    if using:
        said += f"ALTER POLICY {table}_update_app_2 ON {table} USING ({using}) WITH CHECK ({check});\n"
    return said


def _grants(name: str, columns: str) -> str:
    granted = f"GRANT UPDATE ({columns}) ON sip_{name} TO bus_app;\n" if columns else ""
    return f"REVOKE UPDATE ON sip_{name} FROM bus_app;\n{granted}"


NARROW = "".join(_alter(name, *doors) for name, doors in DOORS.items()) + "".join(
    _grants(name, columns) for name, columns in CHANGING.items()
)
WIDEN = "".join(f"GRANT UPDATE ON sip_{name} TO bus_app;\n" for name in CHANGING) + "".join(
    _alter(name, before[0], DOORS[name][1] and before[1], before[1]) for name, before in BEFORE.items()
)
