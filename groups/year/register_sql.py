"""Who reads and writes what hampers, what helps and what target groups need: its people, its leader. [domain 2]"""

from django.db import migrations

from core.access.migration_ops import policy_function, same_region
from groups.meetings.tables_sql import FORUM, LEADS, ME, REFUSED
from groups.year.states import OBSTACLE_MOVES
from groups.year.tables_sql import ACTIVITY, PEOPLE, doors, moves_in_words, trigger

OBSTACLE, NEED = TABLES = ("groups_obstacle", "groups_need")
DOORS = {
    # table: (read, insert, columns)
    OBSTACLE: (
        FORUM,
        f"{LEADS} AND noted_by_id = {ME} AND status = 'noted'",
        "status, category, title, text, owner_id, measure, due_on, result, ended_on, task_id",
    ),
    NEED: (FORUM, f"{LEADS} AND noted_by_id = {ME}", "ended_on"),
}
KEYS = {
    OBSTACLE: {"forum": "groups_forum", "noted_by": PEOPLE, "owner": PEOPLE, "task": "groups_task"},
    NEED: {"forum": "groups_forum", "noted_by": PEOPLE, "renews": NEED},
}
OBSTACLE_HELD = f"""
BEGIN
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN ({moves_in_words(OBSTACLE_MOVES)}) THEN
    RAISE EXCEPTION 'what hampers does not go from % to %', OLD.status, NEW.status {REFUSED};
  END IF;
  RETURN NEW;
END
"""
HELD = {"obstacle_held": OBSTACLE_HELD}
# What is linked belongs to the same forum: the assignment is given by it, the activity stands in its plan.
JOINED = f"""
ALTER TABLE groups_task ADD CONSTRAINT groups_task_giver_key UNIQUE (giver_id, id);
ALTER TABLE {OBSTACLE} ADD CONSTRAINT {OBSTACLE}_given_by_its_forum FOREIGN KEY (forum_id, task_id)
  REFERENCES groups_task (giver_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {NEED} ADD CONSTRAINT {NEED}_renews_its_forums FOREIGN KEY (forum_id, renews_id)
  REFERENCES {NEED} (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {ACTIVITY} ADD CONSTRAINT {ACTIVITY}_of_its_forums_obstacle FOREIGN KEY (forum_id, obstacle_id)
  REFERENCES {OBSTACLE} (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
APART = f"""
ALTER TABLE {ACTIVITY} DROP CONSTRAINT {ACTIVITY}_of_its_forums_obstacle;
ALTER TABLE {NEED} DROP CONSTRAINT {NEED}_renews_its_forums;
ALTER TABLE {OBSTACLE} DROP CONSTRAINT {OBSTACLE}_given_by_its_forum;
ALTER TABLE groups_task DROP CONSTRAINT groups_task_giver_key;
"""
PROTECTION = [
    *(operation for table in TABLES for operation in doors(table, *DOORS[table], KEYS[table])),
    policy_function("obstacle_held()", "trigger", OBSTACLE_HELD, language="plpgsql", volatility="VOLATILE"),
    trigger(OBSTACLE, "obstacle_held", "UPDATE"),
    same_region(ACTIVITY, "obstacle_id", OBSTACLE),
    migrations.RunSQL(JOINED, APART),
]
