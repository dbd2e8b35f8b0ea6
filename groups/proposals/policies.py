"""Who proposes an item, who reads it, who answers. [F32]"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.access import Acting
from core.access.expressions import within
from groups.choices import Tier
from groups.meetings.models import Meeting
from groups.meetings.policies import leads_forum
from groups.meetings.states import AHEAD
from groups.models import Forum
from groups.proposals import states
from groups.proposals.models import ItemProposal
from groups.querysets import ForumQuerySet


def forums_with_proposals(acting: Acting) -> ForumQuerySet:
    """Whose list the acting one reads; with how one stands to it, and whether a meeting lies ahead to take items to."""
    found = Forum.objects.filter(within("pk", "visible_forum_ids"), region=acting.region_id)
    ahead = Meeting.objects.filter(forum=OuterRef("pk"), status__in=AHEAD)
    return found.exclude(tier=Tier.INDIVIDUAL).annotate(
        is_led=within("pk", "led_forum_ids"), is_partaken=within("pk", "partaking_forum_ids"), meets=Exists(ahead)
    )


def visible_proposals(acting: Acting) -> QuerySet[ItemProposal]:
    """Those of the own forums, and one's own."""
    own = Q(within("forum_id", "visible_forum_ids")) | Q(proposed_by=acting.assignment_id)
    return ItemProposal.objects.filter(own, region=acting.region_id)


def open_proposals(acting: Acting, forum: Forum) -> QuerySet[ItemProposal]:
    return visible_proposals(acting).filter(forum=forum, status__in=states.OPEN)


def can_propose(acting: Acting, forum: Forum) -> bool:
    """Who sits in a standing forum or leads it."""
    found = Forum.objects.filter(within("pk", "partaking_forum_ids"), pk=forum.pk, region=acting.region_id)
    return forum.tier != Tier.INDIVIDUAL and found.exists()


def _answers(acting: Acting, proposal: ItemProposal) -> bool:
    return proposal.status in states.OPEN and leads_forum(acting, proposal.forum_id)


can_defer = can_turn_down = _answers


def can_take_in(acting: Acting, proposal: ItemProposal) -> bool:
    """While a meeting lies ahead to take it up at."""
    return _answers(acting, proposal) and possible_meetings(proposal.forum).exists()


def can_take_back(acting: Acting, proposal: ItemProposal) -> bool:
    """One's own, until it has been answered for good."""
    return proposal.status in states.OPEN and proposal.proposed_by_id == acting.assignment_id


def possible_meetings(forum: Forum) -> QuerySet[Meeting]:
    return Meeting.objects.filter(forum=forum, region=forum.region_id, status__in=AHEAD).order_by("starts_at", "id")


def to_answer(acting: Acting) -> QuerySet[ItemProposal]:
    """What waits for an answer in the forums one convenes."""
    found = ItemProposal.objects.filter(within("forum_id", "led_forum_ids"), region=acting.region_id)
    return found.filter(status=states.S.PROPOSED).select_related("forum").order_by("proposed_on", "id")
