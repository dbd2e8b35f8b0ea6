"""Who may see and check a clock. What has no case is seen in its region; what has one, by those who see the case."""

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from core.access import Acting, within
from core.obligations.models import Obligation, ObligationCount
from core.obligations.querysets import ObligationQuerySet
from core.roles import Role


def visible_obligations(acting: Acting) -> ObligationQuerySet:
    """Row security holds the rule; region and case are named for the index. [security 1-3]"""
    rows = Obligation.objects.filter(region_id=acting.region_id)
    return rows.filter(Q(case_id__isnull=True) | Q(within("case_id", "visible_case_ids")))


def told_obligations(acting: Acting) -> ObligationQuerySet:
    """What one sees, and of districts that nobody convenes what the chair is told: the row alone. [issue: Decided]

    `is_code_only` on each row: neither its case nor its events are open to this reader.
    """
    seen = Q(case_id__isnull=True) | Q(within("case_id", "visible_case_ids"))
    rows = Obligation.objects.filter(region_id=acting.region_id)
    if acting.role != Role.GROUP_CHAIR:
        return rows.filter(seen).annotate(is_code_only=Value(False))
    hidden = Case(When(seen, then=False), default=True, output_field=BooleanField())
    return rows.filter(seen | Q(within("id", "unled_obligation_ids"))).annotate(is_code_only=hidden)


def can_see_operations(acting: Acting) -> bool:
    """Counts without cases, and mail that could not be sent: those who keep the portal running. [A-31]"""
    return acting.role == Role.REGION_ADMIN


def visible_counts(acting: Acting) -> QuerySet[ObligationCount]:
    rows = ObligationCount.objects.filter(region_id=acting.region_id)
    return rows if can_see_operations(acting) else rows.none()
