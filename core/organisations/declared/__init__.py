"""What a profile file says of organisations: read, checked, and brought into the rows."""

from core.organisations.declared.applying import apply
from core.organisations.declared.checking import check

KEYS = ("principals", "districts", "areas", "area_links", "school_areas", "units")

__all__ = ["KEYS", "apply", "check"]
