"""The tables of this app. [security 3]"""

CHILD_LEVEL: set[str] = set()
REGION_LEVEL = {"finding_savedfilter"}
OPEN: set[str] = set()
