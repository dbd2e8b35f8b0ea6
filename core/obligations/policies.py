"""Who may see and check a clock. What has no case is seen in its region; what has one, by those who see the case."""

from django.db.models import BooleanField, Case, Q, QuerySet, When

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

    `is_code_only` on each row: what it is about is not open to this reader. What a whole principal owes is open there
    alone; where nobody holds the role the region's administrator is told that it is owed. [A-31]
    """
    seen = Q(case_id__isnull=True) | Q(within("case_id", "visible_case_ids"))
    elsewhere = Q(principal_id__isnull=False) & ~Q(principal_id=acting.principal_id)
    rows = Obligation.objects.filter(region_id=acting.region_id)
    if acting.role != Role.GROUP_CHAIR:
        hidden = Case(When(elsewhere, then=True), default=False, output_field=BooleanField())
        return rows.filter(seen).annotate(is_code_only=hidden)
    hidden = Case(When(elsewhere, then=True), When(seen, then=False), default=True, output_field=BooleanField())
    return rows.filter(seen | Q(within("id", "unled_obligation_ids"))).annotate(is_code_only=hidden)


def can_see_operations(acting: Acting) -> bool:
    """Counts without cases, and mail that could not be sent: those who keep the portal running. [A-31]"""
    return acting.role == Role.REGION_ADMIN


def visible_counts(acting: Acting) -> QuerySet[ObligationCount]:
    rows = ObligationCount.objects.filter(region_id=acting.region_id)
    return rows if can_see_operations(acting) else rows.none()
