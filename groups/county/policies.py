"""Which meetings of a year one sees beside each other: those of the groups whose meetings one reads. [F38, domain 2]"""

from django.db.models import QuerySet

from core.access import Acting
from groups.choices import Tier
from groups.meetings.policies import visible_meetings
from groups.meetings.querysets import MeetingQuerySet
from groups.meetings.states import MeetingStatus
from groups.models import Membership


def meetings_of_year(acting: Acting, year: int) -> MeetingQuerySet:
    """Of standing groups, planned or held; what is cancelled takes nobody's time."""
    found = visible_meetings(acting).filter(starts_at__year=year)
    return found.exclude(status=MeetingStatus.CANCELLED).exclude(forum__tier=Tier.INDIVIDUAL)


def seats_of_year(acting: Acting, year: int) -> QuerySet[Membership]:
    """Who sits in the groups that meet; substitutes come only where they are called, and clash with nothing."""
    groups = meetings_of_year(acting, year).order_by().values("forum")
    return Membership.objects.filter(region=acting.region_id, forum__in=groups, is_substitute_for__isnull=True)
