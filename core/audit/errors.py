class AuditFailed(Exception):
    """The log could not be written, so the act it speaks of must not happen. Nobody catches this but the 500 page."""
