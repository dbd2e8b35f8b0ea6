"""Who reads what organisations say, who writes it down, who answers for the group. [F53]"""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from core.access import Acting
from core.access.expressions import within
from core.roles import Role
from groups.choices import Tier
from groups.meetings.models import Meeting
from groups.meetings.policies import leads_forum, visible_meetings
from groups.meetings.states import MeetingStatus
from groups.models import Forum
from groups.querysets import ForumQuerySet
from groups.voices import states
from groups.voices.models import Voice


def own_forums(acting: Acting) -> ForumQuerySet:
    """Whose register the acting one reads, and those one is called to for an organisation; and what one may there."""
    called = Meeting.objects.filter(within("pk", "invited_meeting_ids"), region=acting.region_id)
    own, is_rep = Q(within("pk", "visible_forum_ids")), acting.role == Role.INTEREST_REP
    if is_rep:
        own |= Q(pk__in=called.values("forum"))
    found = Forum.objects.filter(own, region=acting.region_id).exclude(tier=Tier.INDIVIDUAL)
    registers = Q(pk__in=called.values("forum")) if is_rep else Q(within("pk", "led_forum_ids"))
    return found.annotate(
        is_led=within("pk", "led_forum_ids"), may_register=ExpressionWrapper(registers, output_field=BooleanField())
    )


def visible_voices(acting: Acting) -> QuerySet[Voice]:
    """The own forums', and what one has said oneself."""
    own = Q(within("forum_id", "visible_forum_ids")) | Q(noted_by=acting.assignment_id)
    return Voice.objects.filter(own, region=acting.region_id)


def meetings_for(acting: Acting, forum: Forum) -> QuerySet[Meeting]:
    """The meetings that a view can be said at or for: an organisation's own person names one it is called to."""
    found = visible_meetings(acting).filter(forum=forum).exclude(status=MeetingStatus.CANCELLED)
    if acting.role == Role.INTEREST_REP:
        found = found.filter(within("pk", "invited_meeting_ids"))
    return found.order_by("-starts_at", "id")


def can_register(acting: Acting, forum: Forum) -> bool:
    """Who leads the forum, and who is called to a meeting of it for an organisation."""
    if acting.role == Role.INTEREST_REP:
        return meetings_for(acting, forum).exists()
    return leads_forum(acting, forum.pk)


def can_answer(acting: Acting, voice: Voice) -> bool:
    return states.ANSWER.allowed_from(voice.status) and leads_forum(acting, voice.forum_id)


def to_answer(acting: Acting) -> QuerySet[Voice]:
    """What waits for an answer in the forums one convenes."""
    found = Voice.objects.filter(within("forum_id", "led_forum_ids"), region=acting.region_id)
    found = found.filter(status=states.VoiceStatus.REGISTERED)
    return found.exclude(noted_by=acting.assignment_id).select_related("forum").order_by("said_on", "id")
