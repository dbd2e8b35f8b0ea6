"""Who reads what the reports say together, and who makes it public. [F125, 003:L1365-1371, security 7]"""

from django.db.models import QuerySet

from core.access import Acting
from followup.models import PatternCount
from followup.policies import COMPILERS, READERS


def visible_patterns(acting: Acting) -> QuerySet[PatternCount]:
    """What was published, for those who read figures; what is not yet, for those who compile. One of each quarter."""
    found = PatternCount.objects.filter(region=acting.region_id)
    if acting.role not in COMPILERS:
        found = found.filter(published_at__isnull=False)
    return found.standing() if acting.role in READERS else found.none()


def can_prepare(acting: Acting, count: PatternCount) -> bool:
    """When: what it says can be told at all. [security 7: suppression check green]"""
    return acting.role in COMPILERS and count.prepared_at is None and bool(count.shown)


def can_publish(acting: Acting, count: PatternCount) -> bool:
    """Another person than the one who made it ready, under whatever assignment."""
    if acting.role not in COMPILERS or count.prepared_by is None or count.published_at is not None:
        return False
    return count.prepared_by.person_id != acting.person_id


def can_release(acting: Acting, count: PatternCount) -> bool:
    return can_prepare(acting, count) or can_publish(acting, count)
