"""The tables of this app. [security 3]"""

CHILD_LEVEL: set[str] = set()
REGION_LEVEL = {"groups_forum", "groups_seatrequirement", "groups_membership", "groups_minutestemplate"}
OPEN: set[str] = set()
