"""The tables of this app. [security 3]"""

CHILD_LEVEL: set[str] = set()
REGION_LEVEL = {"ui_sentform"}
OPEN: set[str] = set()
