"""The tables of this app. [security 3]"""

CHILD_LEVEL: set[str] = set()
REGION_LEVEL = {"intake_intakedraft"}
OPEN: set[str] = set()
