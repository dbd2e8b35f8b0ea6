"""Who reads and notes whether a group does what it is to see to: its people; who leads it. [domain 2, F46]"""

from core.access.migration_ops import append_only, protect, same_region
from groups.meetings.tables_sql import FORUM, LEADS, ME
from groups.year.tables_sql import PEOPLE, PLAN

TABLE = "groups_dutynote"
KEYS = {"forum": "groups_forum", "noted_by": PEOPLE, "meeting": "groups_meeting", "routine": "groups_routineversion",
        "agreement": "groups_agreement", "plan": PLAN}  # fmt: skip
PROTECTION = [
    protect(
        TABLE,
        roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"},
        read=FORUM,
        insert=f"{LEADS} AND noted_by_id = {ME}",
    ),
    *(same_region(TABLE, f"{column}_id", target) for column, target in KEYS.items()),
    append_only(TABLE),
]
