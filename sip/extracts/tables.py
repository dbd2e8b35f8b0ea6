"""Extracts stand among the child's own rows; what is in them is read and written through the doors alone."""

CHILD_LEVEL = {"sip_extract", "sip_extractitem"}
DEFINERS = {"extract_found", "extract_people", "extract_rows", "extract_log"}
