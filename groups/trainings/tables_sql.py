"""The forum's people read what was held; who leads it notes it; one of a unit that sits there says of the course."""

from django.db import migrations

from core.access.migration_ops import append_only, protect, same_region
from groups.meetings.tables_sql import FORUM, LEADS, ME, asked

TRAINING, GROUP, COURSE = TABLES = ("groups_training", "groups_traininggroup", "groups_coursetaken")
PEOPLE = "people_roleassignment"
KEYS = {
    TRAINING: {"forum": "groups_forum", "noted_by": PEOPLE},
    GROUP: {"forum": "groups_forum", "training": TRAINING, "principal": "organisations_principal"},
    COURSE: {"forum": "groups_forum", "unit": "organisations_unit", "confirmed_by": PEOPLE},
}
OF_ONES_UNIT = f"""EXISTS (SELECT FROM people_roleassignment a WHERE a.id = {ME} AND a.unit_id = {COURSE}.unit_id)"""
ROLES = {"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"}
MADE = f"""
CREATE POLICY {TRAINING}_update_app ON {TRAINING} FOR UPDATE TO bus_app USING ({LEADS}) WITH CHECK ({LEADS});
GRANT UPDATE (removed_at) ON {TRAINING} TO bus_app;
ALTER TABLE {GROUP} ADD CONSTRAINT {GROUP}_of_its_trainings_forum FOREIGN KEY (forum_id, training_id)
  REFERENCES {TRAINING} (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
GONE = f"""
ALTER TABLE {GROUP} DROP CONSTRAINT {GROUP}_of_its_trainings_forum;
REVOKE UPDATE ON {TRAINING} FROM bus_app;
DROP POLICY {TRAINING}_update_app ON {TRAINING};
"""
PROTECTION = [
    protect(TRAINING, roles=ROLES, read=FORUM, insert=f"{LEADS} AND noted_by_id = {ME}"),
    protect(GROUP, roles=ROLES, read=FORUM, insert=LEADS),
    protect(
        COURSE,
        roles=ROLES,
        read=FORUM,
        insert=f"confirmed_by_id = {ME} AND {asked('forum_id', 'partaking_forum_ids')} AND {OF_ONES_UNIT}",
    ),
    *(same_region(table, f"{column}_id", target) for table, keys in KEYS.items() for column, target in keys.items()),
    migrations.RunSQL(MADE, GONE),
    append_only(GROUP),
    append_only(COURSE),
]
