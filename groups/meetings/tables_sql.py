"""Who reads and writes a meeting, in SQL: the forum's own people, whom it has called, and nobody else. [domain 2]

A forum is the acting one's by a seat in force, by leading it, by leading a unit that has a seat; local forums are read
by the secretariat and the support unit too. A confidential item is read by its readers alone.
"""

from django.db import migrations

from core.access.migration_ops import append_only, policy_function, protect, same_region

ME = "(SELECT me.assignment_id FROM access.acting_row() AS me)"
OURS = "a.region_id = (SELECT access.region_id())"
REFUSED = "USING ERRCODE = 'insufficient_privilege'"
LEADERS = "('unit_manager', 'line_manager', 'school_principal_head')"
CONVENE_WHERE_SEATED = (
    "('prep_member', 'regional_member', 'managers_forum_member', 'secretariat_officer', 'support_unit_officer')"
)
IN_FORCE = "m.valid_from <= access.today() AND (m.valid_to IS NULL OR m.valid_to >= access.today())"
# Whoever stands in does so while the one stood in for holds a seat there, in whichever term, by a role in force.
WITH_HOLDER = """(m.is_substitute_for_id IS NULL OR EXISTS (SELECT FROM groups_membership h
      JOIN groups_membership t ON t.forum_id = h.forum_id AND t.assignment_id = h.assignment_id
        AND t.is_substitute_for_id IS NULL
      JOIN people_roleassignment r ON r.id = t.assignment_id
      WHERE h.id = m.is_substitute_for_id
        AND t.valid_from <= access.today() AND (t.valid_to IS NULL OR t.valid_to >= access.today())
        AND r.valid_from <= access.today() AND (r.valid_to IS NULL OR r.valid_to >= access.today())))"""
SITS = f"{IN_FORCE} AND {WITH_HOLDER}"
SEATED = f"""EXISTS (SELECT FROM groups_membership m
    WHERE m.forum_id = f.id AND m.assignment_id = me.assignment_id AND {SITS})"""
UNIT_SEATED = f"""me.role IN {LEADERS} AND EXISTS (SELECT FROM groups_membership m
    JOIN people_roleassignment a ON a.id = m.assignment_id AND a.unit_id = me.unit_id
    WHERE m.forum_id = f.id AND {SITS})"""
IN_PLACE = """(f.district_id IS NULL OR f.district_id = me.district_id)
    AND (f.area_id IS NULL OR f.district_id IS NOT NULL OR f.area_id = me.area_id)"""
LED = f"""(f.led_by = me.role AND {IN_PLACE}
    OR me.role = 'group_coordinator' AND f.tier = 'local' AND f.area_id = me.area_id
    OR me.role IN {CONVENE_WHERE_SEATED} AND f.tier = 'regional' AND {SEATED})"""
ITS_REGIONS = "FROM access.acting_row() AS me JOIN groups_forum f ON f.region_id = me.region_id"

FUNCTIONS = {
    "visible_forum_ids": f"""SELECT f.id {ITS_REGIONS}
WHERE {SEATED} OR {LED} OR {UNIT_SEATED}
   OR me.role IN ('secretariat_officer', 'support_unit_officer') AND f.tier = 'local'""",
    "led_forum_ids": f"SELECT f.id {ITS_REGIONS} WHERE {LED}",
    # Called there, as a member, a substitute or co-opted.
    "invited_meeting_ids": f"SELECT i.meeting_id FROM groups_invitation i WHERE i.assignment_id = {ME}",
    "own_invitation_ids": f"SELECT i.id FROM groups_invitation i WHERE i.assignment_id = {ME}",
    # Chair or recorder of the meeting: writes at the table without leading the forum.
    "written_meeting_ids": f"SELECT t.id FROM groups_meeting t WHERE t.chair_id = {ME} OR t.recorder_id = {ME}",
    "approving_meeting_ids": f"""SELECT a.meeting_id FROM groups_approval a
WHERE a.assignment_id = {ME} AND a.released_at IS NULL""",
    "opened_item_ids": f"""SELECT r.item_id FROM groups_itemreader r WHERE r.assignment_id = {ME}
UNION ALL SELECT n.id FROM groups_invitation i JOIN groups_agendaitem n ON n.meeting_id = i.meeting_id
WHERE i.assignment_id = {ME} AND NOT n.is_confidential AND (i.item_id IS NULL OR i.item_id = n.id)""",
    "closed_item_ids": f"""SELECT n.id FROM groups_agendaitem n
WHERE n.is_confidential AND n.region_id = (SELECT access.region_id())
  AND NOT EXISTS (SELECT FROM groups_itemreader r WHERE r.item_id = n.id AND r.assignment_id = {ME})""",
}

# (item, person): who chairs or takes the minutes and reads a confidential item not yet; for who leads the forum alone.
TO_LET_IN = """SELECT DISTINCT n.id, leader
FROM groups_meeting t JOIN groups_agendaitem n ON n.meeting_id = t.id AND n.is_confidential AND n.removed_at IS NULL
CROSS JOIN unnest(ARRAY[t.chair_id, t.recorder_id]) AS leader
WHERE t.id = wanted AND t.forum_id = ANY (ARRAY(SELECT access.led_forum_ids())) AND leader IS NOT NULL
  AND NOT EXISTS (SELECT FROM groups_itemreader r WHERE r.item_id = n.id AND r.assignment_id = leader)"""
LEADERS_LET_IN = policy_function(
    "leaders_to_let_in(wanted uuid)", "TABLE (item_id uuid, assignment_id uuid)", TO_LET_IN, grant_to=("bus_app",)
)

# How many items of the minutes are not closed, for whoever writes them: also those that the writer does not read.
OPEN_ITEMS = f"""SELECT count(*) FROM groups_meeting t
JOIN groups_agendaitem n ON n.meeting_id = t.id AND n.removed_at IS NULL AND n.outcome = 'none'
WHERE t.id = wanted
  AND (t.forum_id = ANY (ARRAY(SELECT access.led_forum_ids())) OR {ME} IN (t.chair_id, t.recorder_id))"""
COUNTS_OPEN_ITEMS = policy_function("open_item_count(wanted uuid)", "bigint", OPEN_ITEMS, grant_to=("bus_app",))


def words(values) -> str:
    """A list of statuses."""
    return "(" + ", ".join(f"'{one}'" for one in sorted(values)) + ")"


def asked(column: str, question: str) -> str:
    return f"{column} = ANY (ARRAY(SELECT access.{question}()))"


FORUM = asked("forum_id", "visible_forum_ids")
LEADS = asked("forum_id", "led_forum_ids")
WRITES = f"({LEADS} OR {asked('meeting_id', 'written_meeting_ids')})"


def readable(item: str) -> str:
    """By the item: those of the forum unless it is closed to them; whoever it is opened to."""
    return f"(({FORUM} AND NOT {asked(item, 'closed_item_ids')}) OR {asked(item, 'opened_item_ids')})"


# Locked minutes stay as they are: only that they were passed on may still be noted.
LOCKED = """
BEGIN
  IF EXISTS (SELECT FROM groups_meeting t WHERE t.id = NEW.meeting_id
             AND t.status IN ('minutes_approved', 'disseminated')) THEN
    RAISE EXCEPTION 'the minutes are locked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
"""
STAYS_LOCKED = """
BEGIN
  IF OLD.status IN ('minutes_approved', 'disseminated')
     AND (NEW.status NOT IN ('minutes_approved', 'disseminated')
          OR to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status') THEN
    RAISE EXCEPTION 'the minutes are locked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status = 'disseminated'
     AND EXISTS (SELECT FROM groups_passedon p WHERE p.meeting_id = NEW.id AND p.passed_on IS NULL) THEN
    RAISE EXCEPTION 'somebody has not passed it on' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
"""
GUARDED = ("agendaitem", "invitation", "forumdecision", "itemreader", "approval")
CHANGED = {
    "passedon": "passed_on, passed_to",
    "meeting": "status, starts_at, ends_at, place, theme, chair_id, recorder_id, sequence, called_at, called_by_id, "
    "held_on, approved_at, cancelled_at, cancel_reason",
    "invitation": "reply, replied_at, attendance, item_id",
    "agendaitem": '"order", title, background, purpose, minutes, responsible_id, is_confidential, outcome, '
    "referred_to_id, referred_text, note, version, saved_by_id, saved_at, removed_at",
    "forumdecision": "struck_at",
    "actionitem": "struck_at, done_on, result, done_by_id",
    "approval": "approved_at, released_at",
}
CALLED_TO_IT = asked("id", "invited_meeting_ids")
# Whoever passes it on last says of locked minutes that all have: the trigger lets nothing else be changed then.
PASSES_ON = f"status IN ('minutes_approved', 'disseminated') AND {CALLED_TO_IT}"
ON_MEETING = (
    f"({LEADS} OR chair_id = {ME} OR recorder_id = {ME} OR {asked('id', 'approving_meeting_ids')} OR {PASSES_ON})"
)
DOORS = {
    # table: (read, insert, update)
    "meeting": (
        f"({FORUM} OR {asked('id', 'invited_meeting_ids')})",
        f"{LEADS} AND planned_by_id = {ME}",
        ON_MEETING,
    ),
    "invitation": (
        f"({FORUM} OR {asked('meeting_id', 'invited_meeting_ids')})",
        f"({WRITES} OR {asked('replaces_id', 'own_invitation_ids')})",
        f"({WRITES} OR assignment_id = {ME})",
    ),
    "agendaitem": (readable("id"), WRITES, f"{WRITES} AND {readable('id')}"),
    "itemreader": (readable("item_id"), f"{WRITES} AND added_by_id = {ME}", ""),
    "noterevision": (readable("item_id"), f"{WRITES} AND saved_by_id = {ME}", ""),
    "forumdecision": (
        readable("item_id"),
        f"{WRITES} AND recorded_by_id = {ME}",
        f"{WRITES} AND {readable('item_id')}",
    ),
    "actionitem": (
        f"({readable('item_id')} OR responsible_id = {ME})",
        f"{WRITES} AND recorded_by_id = {ME}",
        f"({WRITES} AND {readable('item_id')} OR responsible_id = {ME})",
    ),
    "approval": (
        FORUM,
        WRITES,
        f"({WRITES} OR assignment_id = {ME} OR {asked('meeting_id', 'approving_meeting_ids')})",
    ),
    "addendum": (FORUM, f"{WRITES} AND written_by_id = {ME}", ""),
    # Asked of the members as the last approval is given; each answers for oneself.
    "passedon": (FORUM, f"({WRITES} OR {asked('meeting_id', 'approving_meeting_ids')})", f"assignment_id = {ME}"),
}
KEYS = {
    "meeting": {
        "forum": "groups_forum", "chair": "", "recorder": "", "planned_by": "", "called_by": "",
    },
    "invitation": {"assignment": "", "item": "groups_agendaitem", "membership": "groups_membership",
                   "replaces": "groups_invitation"},
    "agendaitem": {"responsible": "", "saved_by": "", "carried_from": "groups_agendaitem",
                   "referred_to": "groups_forum"},
    "itemreader": {"item": "groups_agendaitem", "assignment": "", "added_by": ""},
    "noterevision": {"item": "groups_agendaitem", "saved_by": ""},
    "forumdecision": {"item": "groups_agendaitem", "recorded_by": ""},
    "actionitem": {"item": "groups_agendaitem", "recorded_by": "", "responsible": "", "done_by": ""},
    "approval": {"assignment": ""},
    "addendum": {"written_by": ""},
    "passedon": {"assignment": ""},
}  # fmt: skip
SAME_FORUM = "ALTER TABLE groups_meeting ADD CONSTRAINT groups_meeting_forum_key UNIQUE (forum_id, id);\n" + "".join(
    f"ALTER TABLE groups_{name} ADD CONSTRAINT groups_{name}_of_its_meetings_forum FOREIGN KEY (forum_id, meeting_id) "
    "REFERENCES groups_meeting (forum_id, id) DEFERRABLE INITIALLY DEFERRED;\n"
    for name in DOORS
    if name != "meeting"
)
OTHER_FORUM = (
    "".join(
        f"ALTER TABLE groups_{name} DROP CONSTRAINT groups_{name}_of_its_meetings_forum;\n"
        for name in DOORS
        if name != "meeting"
    )
    + "ALTER TABLE groups_meeting DROP CONSTRAINT groups_meeting_forum_key;"
)


def _doors(name: str) -> list:
    table, (read, insert, update) = f"groups_{name}", DOORS[name]
    made = [protect(table, roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"}, read=read, insert=insert)]
    if update:
        made.append(_changes(table, CHANGED[name], update))
    part = {} if name == "meeting" else {"forum": "groups_forum", "meeting": "groups_meeting"}
    for column, target in {**part, **KEYS[name]}.items():
        made.append(same_region(table, f"{column}_id", target or "people_roleassignment"))
    return made


def _changes(table: str, columns: str, condition: str):
    return migrations.RunSQL(
        f"CREATE POLICY {table}_update_app ON {table} FOR UPDATE TO bus_app USING ({condition}) "
        f"WITH CHECK ({condition}); GRANT UPDATE ({columns}) ON {table} TO bus_app;",
        f"DROP POLICY {table}_update_app ON {table}; REVOKE UPDATE ON {table} FROM bus_app;",
    )


def _triggers() -> migrations.RunSQL:
    on = [
        f"CREATE TRIGGER {name}_locked BEFORE INSERT OR UPDATE ON groups_{name} "
        "FOR EACH ROW EXECUTE FUNCTION access.minutes_locked();"
        for name in GUARDED
    ]
    on.append(
        "CREATE TRIGGER actionitem_locked BEFORE INSERT OR UPDATE OF struck_at ON groups_actionitem "
        "FOR EACH ROW EXECUTE FUNCTION access.minutes_locked();"
    )
    on.append(
        "CREATE TRIGGER meeting_locked BEFORE UPDATE ON groups_meeting "
        "FOR EACH ROW EXECUTE FUNCTION access.meeting_locked();"
    )
    off = [f"DROP TRIGGER {name}_locked ON groups_{name};" for name in (*GUARDED, "actionitem", "meeting")]
    return migrations.RunSQL("\n".join(on), "\n".join(off))  # fmt: skip


PROTECTION = [
    *(policy_function(f"{name}()", "SETOF uuid", body) for name, body in FUNCTIONS.items()),
    policy_function("minutes_locked()", "trigger", LOCKED, language="plpgsql", volatility="VOLATILE"),
    policy_function("meeting_locked()", "trigger", STAYS_LOCKED, language="plpgsql", volatility="VOLATILE"),
    *(operation for name in DOORS for operation in _doors(name)),
    migrations.RunSQL(SAME_FORUM, OTHER_FORUM),
    _triggers(),
    append_only("groups_noterevision"),
    append_only("groups_addendum"),
]
