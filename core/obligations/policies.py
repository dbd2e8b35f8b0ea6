"""Who may see and check a clock. What has no case is seen in its region; what has one, by those who see the case."""

from django.db.models import Q, QuerySet

from core.access import Acting, within
from core.obligations.models import Obligation, ObligationCount
from core.obligations.querysets import ObligationQuerySet
from core.roles import Role


def visible_obligations(acting: Acting) -> ObligationQuerySet:
    """Row security holds the rule; region and case are named for the index. [security 1-3]"""
    rows = Obligation.objects.filter(region_id=acting.region_id)
    return rows.filter(Q(case_id__isnull=True) | Q(within("case_id", "visible_case_ids")))


def can_see_operations(acting: Acting) -> bool:
    """Counts without cases, and mail that could not be sent: those who keep the portal running. [A-31]"""
    return acting.role == Role.REGION_ADMIN


def visible_counts(acting: Acting) -> QuerySet[ObligationCount]:
    rows = ObligationCount.objects.filter(region_id=acting.region_id)
    return rows if can_see_operations(acting) else rows.none()
