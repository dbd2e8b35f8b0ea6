"""Who may see a notice: its reader alone. Who may see what could not be sent: those who keep the portal running."""

from django.db.models import QuerySet

from core.access import Acting
from core.notices.models import Notice, ParkedNotice
from core.notices.querysets import NoticeQuerySet
from core.roles import Role


def visible_notices(acting: Acting) -> NoticeQuerySet:
    """Those of the acting assignment, newest first; row security holds the rule."""
    return Notice.objects.filter(region_id=acting.region_id, recipient_id=acting.assignment_id).inbox()


def can_see_operations(acting: Acting) -> bool:
    return acting.role == Role.REGION_ADMIN


def visible_parked(acting: Acting) -> QuerySet[ParkedNotice]:
    """Mails that stand parked and that nobody has asked to send again. [A-31]"""
    rows = ParkedNotice.objects.filter(region_id=acting.region_id, retry_asked_at__isnull=True)
    return rows if can_see_operations(acting) else rows.none()
