"""Who reads a group's standing headings and who sets them: its people, and whoever convenes it. [F32]"""

from django.db.models import QuerySet

from core.access import Acting
from core.access.expressions import within
from groups.choices import Tier
from groups.headings.models import StandingHeading
from groups.meetings.policies import leads_forum
from groups.models import Forum
from groups.querysets import ForumQuerySet


def forums_with_headings(acting: Acting) -> ForumQuerySet:
    """Standing bodies whose meetings the acting one reads; with whether one leads it."""
    found = Forum.objects.filter(within("pk", "visible_forum_ids"), region=acting.region_id)
    return found.exclude(tier=Tier.INDIVIDUAL).annotate(is_led=within("pk", "led_forum_ids"))


def visible_headings(acting: Acting) -> QuerySet[StandingHeading]:
    found = StandingHeading.objects.filter(within("forum_id", "visible_forum_ids"), region=acting.region_id)
    return found.filter(ended_on__isnull=True)


def can_add(acting: Acting, forum: Forum) -> bool:
    return forum.tier != Tier.INDIVIDUAL and leads_forum(acting, forum.pk)


def can_change(acting: Acting, heading: StandingHeading) -> bool:
    return heading.ended_on is None and leads_forum(acting, heading.forum_id)
