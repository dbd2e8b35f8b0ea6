"""This app has no tables."""

CHILD_LEVEL: set[str] = set()
REGION_LEVEL: set[str] = set()
OPEN: set[str] = set()
