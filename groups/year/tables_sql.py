"""Who reads and changes a group's plan of the year, and what the database holds fast of it. [domain 2, SM-10]

What is adopted is read by everybody who works in the region; before that by the forum's people. From then on the focus
areas and what is to be done stand still; how it goes is noted until the year is followed up.
"""

from django.db import migrations

from core.access.migration_ops import policy_function, protect, same_region
from groups.meetings.tables_sql import FORUM, LEADS, ME, OURS, REFUSED, asked, words
from groups.year.states import ACTIVITY_MOVES, MOVES, OPEN, PUBLIC, RUNNING

PLAN, FOCUS, ACTIVITY = TABLES = ("groups_actionplan", "groups_planfocus", "groups_planactivity")
READ_BY_ALL = words(PUBLIC)
FUNCTIONS = {
    "visible_action_plan_ids": f"""SELECT a.id FROM {PLAN} a
WHERE {OURS} AND (a.status IN {READ_BY_ALL} OR a.{FORUM})""",
}
READS = asked("plan_id", "visible_action_plan_ids")
DOORS = {
    # table: (read, insert, columns)
    PLAN: (
        f"(status IN {READ_BY_ALL} OR {FORUM})",
        f"{LEADS} AND drafted_by_id = {ME} AND status = 'draft'",
        "status, decision_id, decided_as, adopted_on, outcome, followed_up_on, closed_on",
    ),
    FOCUS: (READS, LEADS, "title, text, version, saved_by_id, saved_at, removed_at"),
    ACTIVITY: (
        READS,
        f"{LEADS} AND added_by_id = {ME} AND status = 'planned'",
        (
            "status, focus_id, what, goal, responsible_id, responsible_unit_id, responsible_forum_id, due_on, result, "
            "noted_by_id, noted_on, removed_at"
        ),
    ),
}
PEOPLE = "people_roleassignment"
KEYS = {
    PLAN: {"forum": "groups_forum", "drafted_by": PEOPLE, "decision": "groups_forumdecision"},
    FOCUS: {"plan": PLAN, "forum": "groups_forum", "saved_by": PEOPLE},
    ACTIVITY: {"plan": PLAN, "forum": "groups_forum", "focus": FOCUS, "responsible": PEOPLE, "added_by": PEOPLE,
               "responsible_unit": "organisations_unit", "responsible_forum": "groups_forum", "noted_by": PEOPLE,
               "carried_from": ACTIVITY},
}  # fmt: skip


def moves_in_words(moves) -> str:
    return ", ".join(sorted({f"('{one}', '{move.target}')" for move in moves for one in move.sources}))


ADOPTED = "ARRAY['decision_id', 'decided_as', 'adopted_on']"
SAYS = "ARRAY['what', 'goal', 'focus_id', 'removed_at']"
PLAN_HELD = f"""
DECLARE
  field text;
BEGIN
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN ({moves_in_words(MOVES)}) THEN
    RAISE EXCEPTION 'a plan does not go from % to %', OLD.status, NEW.status {REFUSED};
  END IF;
  IF OLD.status <> 'draft' THEN
    FOREACH field IN ARRAY {ADOPTED} LOOP
      IF to_jsonb(NEW) -> field IS DISTINCT FROM to_jsonb(OLD) -> field THEN
        RAISE EXCEPTION 'the plan is adopted' {REFUSED};
      END IF;
    END LOOP;
  END IF;
  IF OLD.status IN ('followed_up', 'closed') AND NEW.outcome <> OLD.outcome THEN
    RAISE EXCEPTION 'the plan is followed up' {REFUSED};
  END IF;
  IF NEW.status = 'adopted' AND OLD.status = 'draft'
      AND NOT EXISTS (SELECT FROM {ACTIVITY} v WHERE v.plan_id = NEW.id AND v.removed_at IS NULL) THEN
    RAISE EXCEPTION 'nothing is to be done by the plan' {REFUSED};
  END IF;
  RETURN NEW;
END
"""
FOCUS_HELD = f"""
BEGIN
  IF (SELECT p.status FROM {PLAN} p WHERE p.id = NEW.plan_id) <> 'draft' THEN
    RAISE EXCEPTION 'the plan is adopted' {REFUSED};
  END IF;
  RETURN NEW;
END
"""
ACTIVITY_HELD = f"""
DECLARE
  field text;
  state text := (SELECT p.status FROM {PLAN} p WHERE p.id = NEW.plan_id);
BEGIN
  IF state NOT IN {words(OPEN)} THEN
    RAISE EXCEPTION 'the plan is followed up' {REFUSED};
  END IF;
  IF TG_OP = 'INSERT' THEN
    RETURN NEW;
  END IF;
  IF NEW.status <> OLD.status
      AND (state NOT IN {words(RUNNING)} OR (OLD.status, NEW.status) NOT IN ({moves_in_words(ACTIVITY_MOVES)})) THEN
    RAISE EXCEPTION 'an activity does not go from % to %', OLD.status, NEW.status {REFUSED};
  END IF;
  IF state <> 'draft' THEN
    FOREACH field IN ARRAY {SAYS} LOOP
      IF to_jsonb(NEW) -> field IS DISTINCT FROM to_jsonb(OLD) -> field THEN
        RAISE EXCEPTION 'the plan is adopted' {REFUSED};
      END IF;
    END LOOP;
  END IF;
  RETURN NEW;
END
"""
HELD = {"action_plan_held": PLAN_HELD, "plan_focus_held": FOCUS_HELD, "plan_activity_held": ACTIVITY_HELD}
TRIGGERS = {
    # table: (function, when)
    PLAN: ("action_plan_held", "UPDATE"),
    FOCUS: ("plan_focus_held", "INSERT OR UPDATE"),
    ACTIVITY: ("plan_activity_held", "INSERT OR UPDATE"),
}
# A part's forum is its plan's, an activity's focus area the same plan's, and the decision the forum's own.
JOINED = (
    "\n".join(
        f"ALTER TABLE {part} ADD CONSTRAINT {part}_of_its_plans_forum FOREIGN KEY (forum_id, plan_id) "
        f"REFERENCES {PLAN} (forum_id, id) DEFERRABLE INITIALLY DEFERRED;"
        for part in (FOCUS, ACTIVITY)
    )
    + f"""
ALTER TABLE {ACTIVITY} ADD CONSTRAINT {ACTIVITY}_in_its_plans_focus FOREIGN KEY (plan_id, focus_id)
  REFERENCES {FOCUS} (plan_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {PLAN} ADD CONSTRAINT {PLAN}_decided_by_its_forum FOREIGN KEY (forum_id, decision_id)
  REFERENCES groups_forumdecision (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
)
APART = f"""
ALTER TABLE {PLAN} DROP CONSTRAINT {PLAN}_decided_by_its_forum;
ALTER TABLE {ACTIVITY} DROP CONSTRAINT {ACTIVITY}_in_its_plans_focus;
ALTER TABLE {ACTIVITY} DROP CONSTRAINT {ACTIVITY}_of_its_plans_forum;
ALTER TABLE {FOCUS} DROP CONSTRAINT {FOCUS}_of_its_plans_forum;
"""


def doors(table: str, read: str, insert: str, columns: str, keys: dict[str, str]) -> list:
    """A table that the forum's leader writes: who reads and adds rows, which columns change, its keys in the region."""
    return [
        protect(table, roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"}, read=read, insert=insert),
        migrations.RunSQL(
            f"CREATE POLICY {table}_update_app ON {table} FOR UPDATE TO bus_app USING ({LEADS}) "
            f"WITH CHECK ({LEADS}); GRANT UPDATE ({columns}) ON {table} TO bus_app;",
            f"DROP POLICY {table}_update_app ON {table}; REVOKE UPDATE ON {table} FROM bus_app;",
        ),
        *(same_region(table, f"{column}_id", target) for column, target in keys.items()),
    ]


def trigger(table: str, function: str, when: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_held BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION access.{function}();",
        f"DROP TRIGGER {table}_held ON {table};",
    )


PROTECTION = [
    *(policy_function(f"{name}()", "SETOF uuid", body) for name, body in FUNCTIONS.items()),
    *(operation for table in TABLES for operation in doors(table, *DOORS[table], KEYS[table])),
    *(
        policy_function(f"{name}()", "trigger", body, language="plpgsql", volatility="VOLATILE")
        for name, body in HELD.items()
    ),
    *(trigger(table, *how) for table, how in TRIGGERS.items()),
    migrations.RunSQL(JOINED, APART),
]
