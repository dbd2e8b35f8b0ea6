"""Who reads the log. Row security holds the rule; these name it for pages. [security 2 row 12, 5]"""

from uuid import UUID

from core.access import Acting, within
from core.audit.models import AuditEvent
from core.audit.querysets import AuditEventQuerySet
from core.roles import Role


def can_review(acting: Acting) -> bool:
    """The log reviewer of a principal: its staff's acts and its children's cases, never own acts."""
    return acting.is_user and acting.role == Role.LOG_REVIEWER


def visible_events(acting: Acting) -> AuditEventQuerySet:
    """The rows this assignment may read now; the region is named for the index."""
    return AuditEvent.objects.filter(region_id=acting.region_id)


def visible_case_log(acting: Acting, case_id: UUID) -> AuditEventQuerySet:
    """The log of one case, for those who may read its log."""
    return visible_events(acting).filter(within("case_id", "visible_log_case_ids"), case_id=case_id)
