"""A saved filter is its owner's alone, to keep and to take away. [security 3]"""

from core.access.migration_ops import protect, same_region

TABLE = "finding_savedfilter"
OWN = "assignment_id = (SELECT access.assignment_id())"
PROTECTION = [
    protect(TABLE, roles={"bus_app": "SELECT, INSERT, DELETE"}, read=OWN, insert=OWN, delete=OWN),
    same_region(TABLE, "assignment_id", "people_roleassignment"),
]
