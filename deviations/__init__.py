"""Deviation reports: shortcomings in collaboration, de-identified by design."""
