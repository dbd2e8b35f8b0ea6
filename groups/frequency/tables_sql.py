"""What a forum is to hold is opened by the job alone and read by the forum's own people. [security 3]"""

from core.access.migration_ops import protect, same_region
from groups.meetings.tables_sql import FORUM

TABLE = "groups_forumperiod"
PROTECTION = [
    protect(TABLE, roles={"bus_app": "SELECT", "bus_worker": "SELECT, INSERT"}, read=FORUM),
    same_region(TABLE, "forum_id", "groups_forum"),
]
