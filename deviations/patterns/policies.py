"""Who gathers reports into patterns, and who reads what came of them. [003:L1359-1371, F124]"""

from django.db.models import QuerySet

from core import clock
from core.access import Acting
from core.roles import Role
from deviations.models import DeviationPattern, DeviationReport
from deviations.policies import visible_reports
from groups.assignments import policies as tasks
from groups.choices import ForumKind
from groups.meetings.models import Meeting
from groups.meetings.policies import led_forums
from groups.meetings.querysets import MeetingQuerySet
from groups.models import Forum
from groups.queries import forum_for


def visible_patterns(acting: Acting) -> QuerySet[DeviationPattern]:
    """The secretariat's own; what was merged is found in the other."""
    found = DeviationPattern.objects.filter(region=acting.region_id, merged_into__isnull=True)
    return found if acting.role == Role.SECRETARIAT_OFFICER else found.none()


def published(acting: Acting) -> QuerySet[DeviationPattern]:
    """What was learnt, for everybody in the region; the newest first."""
    found = DeviationPattern.objects.filter(region=acting.region_id, published_on__isnull=False)
    return found.filter(merged_into__isnull=True).order_by("-published_on", "name", "id")


def reports_of(acting: Acting, pattern: DeviationPattern) -> QuerySet[DeviationReport]:
    return visible_reports(acting).filter(pattern=pattern.name, duplicate_of__isnull=True)


def can_gather(acting: Acting, pattern: DeviationPattern) -> bool:
    """Who: an officer at the secretariat. When: until it is merged into another."""
    return acting.role == Role.SECRETARIAT_OFFICER and pattern.merged_into_id is None


def can_raise(acting: Acting, pattern: DeviationPattern) -> bool:
    return can_gather(acting, pattern) and pattern.item_id is None


def can_ask_for_work(acting: Acting, pattern: DeviationPattern) -> bool:
    """Who: the officer who takes part in the regional group, until it has led to something."""
    giver = regional_group(acting) if can_gather(acting, pattern) and pattern.task_id is None else None
    return giver is not None and tasks.can_propose(acting, giver)


def regional_group(acting: Acting) -> Forum | None:
    found = forum_for(ForumKind.REGIONAL_GROUP, None, None, clock.today())
    return found if found and found.region_id == acting.region_id else None


def meetings_ahead(acting: Acting) -> MeetingQuerySet:
    """Those of the regional group whose agenda the officer sets."""
    led = led_forums(acting).filter(kind=ForumKind.REGIONAL_GROUP)
    return Meeting.objects.filter(region=acting.region_id, forum__in=led.values("pk")).ahead(clock.now()).for_list()
